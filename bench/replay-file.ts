import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';

/** One invoice of the file as an order. */
export interface Receipt {
  readonly invoice: string;
  /** Minutes are all the file knows. */
  readonly at: Date;
  /** Null: nobody was written down, so a new shopper comes. */
  readonly customer: string | null;
  readonly lines: readonly { readonly code: string; readonly pieces: number; readonly priceFen: bigint }[];
}

export interface ReplayDay {
  /** In the order of the file's clock. */
  readonly receipts: readonly Receipt[];
  readonly names: ReadonlyMap<string, string>;
  /** Rows that are no sale: what they were, and how many. */
  readonly left: { readonly returns: number; readonly free: number };
}

/** A receipt being read: its lines by item. */
type Draft = Omit<Receipt, 'lines'> & { readonly lines: Map<string, Receipt['lines'][number]> };

type FileRow = Readonly<
  Record<
    'InvoiceNo' | 'StockCode' | 'Description' | 'Quantity' | 'InvoiceDate' | 'UnitPrice' | 'CustomerID',
    string
  >
>;
const columns = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
];
const nameMax = 60;

/**
 * Reads one day ("2011-08-30") of a file with the columns of the UCI Online Retail set, plain or gzipped. Throws with
 * the remedy when a column is missing or the day is empty.
 */
export async function readDay(file: string, day: string): Promise<ReplayDay> {
  const bytes = createReadStream(file);
  const text = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  const rows = text.pipe(parse({ columns: true, bom: true, relax_quotes: true }));
  const drafts = new Map<string, Draft>();
  const names = new Map<string, string>();
  const left = { returns: 0, free: 0 };
  const days = new Set<string>();
  for await (const row of rows as AsyncIterable<FileRow>) {
    checkColumns(row);
    days.add(row.InvoiceDate.slice(0, 10));
    if (!row.InvoiceDate.startsWith(day)) continue;
    const pieces = Number(row.Quantity);
    const priceFen = BigInt(Math.round(Number(row.UnitPrice) * 100));
    if (pieces <= 0 || row.InvoiceNo.startsWith('C')) left.returns += 1;
    else if (priceFen <= 0n) left.free += 1;
    else addRow(drafts, row, pieces, priceFen);
    names.set(row.StockCode, (row.Description.trim() || row.StockCode).slice(0, nameMax));
  }
  if (drafts.size === 0) throw new Error(`${day} has no sale. Days in the file: ${example([...days])}`);
  const receipts = [...drafts.values()].map((draft) => ({ ...draft, lines: [...draft.lines.values()] }));
  return { receipts: receipts.toSorted((a, b) => a.at.getTime() - b.at.getTime()), names, left };
}

function checkColumns(row: FileRow): void {
  const missing = columns.filter((name) => !Object.hasOwn(row, name));
  if (missing.length > 0)
    throw new Error(`The file has no column ${missing.join(', ')}. It needs ${columns.join(', ')}`);
}

function example(days: readonly string[]): string {
  const sorted = days.toSorted();
  return `${sorted.at(0)} to ${sorted.at(-1)}, ${sorted.length} of them`;
}

/** A cart has a line per item, so rows of one item are added up; the first price of an invoice counts. */
function addRow(drafts: Map<string, Draft>, row: FileRow, pieces: number, priceFen: bigint): void {
  const { InvoiceNo: invoice, StockCode: code } = row;
  const customer = row.CustomerID === '' ? null : row.CustomerID;
  const at = new Date(`${row.InvoiceDate.replace(' ', 'T')}Z`);
  const draft: Draft = drafts.get(invoice) ?? { invoice, at, customer, lines: new Map() };
  const known = draft.lines.get(code);
  draft.lines.set(code, {
    code,
    pieces: (known?.pieces ?? 0) + pieces,
    priceFen: known?.priceFen ?? priceFen,
  });
  drafts.set(invoice, draft);
}
