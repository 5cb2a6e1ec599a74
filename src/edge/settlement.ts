import { contract } from '../../contract/index.ts';
import {
  agreeStatement,
  closePeriod,
  disputeStatement,
  getStatement,
  listEntries,
  listStatementLines,
  listStatements,
  statementForExport,
  trialBalance,
} from '../domains/settlement/index.ts';
import { act, download, read, type Door } from './route.ts';
import { statementWorkbook } from './statement-workbook.ts';

const doors = contract.settlement;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function settlementDoors(): Door[] {
  return [
    read(doors.getTrialBalance, (db) => trialBalance(db)),
    read(doors.listEntries, (db, input) => listEntries(db, input)),
    read(doors.listStatements, (db, input) => listStatements(db, input)),
    act(doors.closePeriod, (tx, input) => closePeriod(tx, input)),
    read(doors.getStatement, (db, input) => getStatement(db, input.statementId)),
    read(doors.listStatementLines, (db, input) => listStatementLines(db, input)),
    download(doors.exportStatement, async (db, input) => {
      const statement = await statementForExport(db, input.statementId);
      return {
        fileName: `${statement.row.number} ${statement.row.party_name}.xlsx`,
        type: xlsx,
        bytes: await statementWorkbook(statement),
      };
    }),
    act(doors.agreeStatement, (tx, input) => agreeStatement(tx, input)),
    act(doors.disputeStatement, (tx, input) => disputeStatement(tx, input)),
  ];
}
