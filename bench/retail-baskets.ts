import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import type { SalesHistory } from '../src/solvers/lineup/history.ts';

/** Customers of a gift wholesaler stand for shops. A row is what one of them bought of an item on a day. */
export interface RetailBaskets {
  readonly history: SalesHistory;
  readonly stockCodes: readonly string[];
  readonly lastDay: number;
}

const millisPerDay = 86_400_000;
/** Postage, bank charges, samples and manual corrections have codes that do not begin with five digits. */
const goods = /^\d{5}/;

export function dayNumber(date: string): number {
  return Math.floor(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / millisPerDay);
}

export function dateOf(day: number): string {
  return new Date(day * millisPerDay).toISOString().slice(0, 10);
}

/**
 * UCI Online Retail (dataset 352, CC BY 4.0): invoices without returns, without lines that name no customer, and without
 * what is no goods.
 */
export async function readRetailBaskets(file: string): Promise<RetailBaskets> {
  const shops = new Map<string, number>();
  const items = new Map<string, number>();
  const cells = new Map<string, { shop: number; item: number; day: number; quantity: number }>();
  const rows = createReadStream(file)
    .pipe(createGunzip())
    .pipe(parse({ columns: true, relax_quotes: true }));
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    const code = (row['StockCode'] ?? '').toUpperCase();
    const quantity = Number(row['Quantity']);
    if (!goods.test(code) || !row['CustomerID'] || quantity <= 0 || Number(row['UnitPrice']) <= 0) continue;
    if (row['InvoiceNo']!.startsWith('C')) continue;
    const shop = numbered(shops, row['CustomerID']);
    const item = numbered(items, code);
    const day = dayNumber(row['InvoiceDate']!);
    const key = `${shop} ${item} ${day}`;
    const cell = cells.get(key);
    if (cell) cell.quantity += quantity;
    else cells.set(key, { shop, item, day, quantity });
  }
  const sorted = [...cells.values()].sort((a, b) => a.shop - b.shop || a.day - b.day || a.item - b.item);
  return {
    history: {
      shopCount: shops.size,
      itemCount: items.size,
      shop: Int32Array.from(sorted, ({ shop }) => shop),
      item: Int32Array.from(sorted, ({ item }) => item),
      day: Int32Array.from(sorted, ({ day }) => day),
      quantity: Float32Array.from(sorted, ({ quantity }) => quantity),
    },
    stockCodes: [...items.keys()],
    lastDay: sorted.reduce((last, { day }) => Math.max(last, day), 0),
  };
}

function numbered(known: Map<string, number>, key: string): number {
  const number = known.get(key) ?? known.size;
  known.set(key, number);
  return number;
}
