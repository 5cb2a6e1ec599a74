import type { Output } from '../../../../contract/endpoint.ts';
import type { settlement } from '../../../../contract/settlement.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import type { Input } from '../../../../contract/endpoint.ts';
import { itemTitle } from '../rules/statement-lines.ts';
import { readableStatement } from './describe-statement.ts';
import { statementPostings, type StatementPosting } from './statements.ts';

/** The postings behind a statement, each with its order and rule. */
export async function listStatementLines(
  db: Reader,
  input: Input<typeof settlement.listStatementLines>,
): Promise<Output<typeof settlement.listStatementLines>> {
  await readableStatement(db, input.statementId);
  const page = await statementPostings(db, input);
  return {
    nextCursor: page.nextCursor,
    rows: page.rows.map((row) => ({
      entryId: row.entry_id,
      at: row.at,
      item: row.item,
      memo: row.memo,
      orderNumber: row.order_number,
      rule: row.rule,
      ruleVersion: row.rule_version,
      amountFen: row.amount_fen,
    })),
  };
}

/** A statement file holds at most this many postings: two weeks of the busiest shop are a tenth of it. */
const maxExportedPostings = 100_000;
const exportPageSize = 5_000;

/** Everything a spreadsheet of one statement needs. */
export async function statementForExport(db: Reader, statementId: string) {
  const row = await readableStatement(db, statementId);
  const postings: StatementPosting[] = [];
  let cursor: string | undefined;
  do {
    const page = await statementPostings(db, { statementId, cursor, limit: exportPageSize });
    postings.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
    if (cursor && postings.length >= maxExportedPostings)
      throw new RangeError(`${row.number} has more than ${maxExportedPostings} postings`);
  } while (cursor);
  return { row, postings: postings.map((posting) => ({ ...posting, title: itemTitle(posting.item) })) };
}
