import ExcelJS from 'exceljs';
import type { statementForExport } from '../domains/settlement/index.ts';

type Exported = Awaited<ReturnType<typeof statementForExport>>;

const money = '#,##0.00;[Red]-#,##0.00';

/** Two sheets: the sums with a total that the spreadsheet adds itself, and every posting behind them. */
export async function statementWorkbook({ row, postings }: Exported): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sums = book.addWorksheet('对账单');
  sums.columns = [{ width: 30 }, { width: 18 }, { width: 44 }, { width: 10 }, { width: 16 }];
  sums.addRow([
    row.party_name,
    row.number,
    `${row.from_day} 至 ${row.to_day}`,
    '',
    `规则书第 ${row.rule_version} 版`,
  ]);
  sums.addRow([]);
  sums.addRow(['项目', '依据', '怎么算', '笔数', '金额（元）']).font = { bold: true };
  const first = sums.rowCount + 1;
  for (const line of row.lines) {
    sums.addRow([line.title, line.basis, line.how, line.count, yuan(BigInt(line.amountFen))]);
  }
  const last = sums.rowCount;
  const total = sums.addRow([
    '应得合计',
    '',
    '',
    {
      formula: `SUM(D${first}:D${last})`,
      result: row.lines.reduce((sum, line) => sum + line.count, 0),
    },
    { formula: `SUM(E${first}:E${last})`, result: yuan(row.due_fen) },
  ]);
  total.font = { bold: true };
  sums.getColumn(5).numFmt = money;

  const lines = book.addWorksheet('逐笔明细');
  lines.columns = [
    { width: 20 },
    { width: 22 },
    { width: 22 },
    { width: 52 },
    { width: 18 },
    { width: 10 },
    { width: 16 },
  ];
  lines.addRow(['时间', '项目', '单号', '说明', '规则', '规则版本', '金额（元）']).font = { bold: true };
  for (const posting of postings) {
    lines.addRow([
      shanghaiTime(posting.at),
      posting.title,
      posting.order_number ?? '',
      posting.memo,
      posting.rule,
      posting.rule_version,
      yuan(posting.amount_fen),
    ]);
  }
  const end = lines.rowCount;
  lines.addRow(['合计', '', '', '', '', '', { formula: `SUM(G2:G${end})`, result: yuan(row.due_fen) }]).font =
    { bold: true };
  lines.getColumn(7).numFmt = money;
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** Spreadsheets reckon in yuan; a statement's fen stay exact in a double up to 90 trillion yuan. */
function yuan(amountFen: bigint): number {
  return Number(amountFen) / 100;
}

function shanghaiTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
