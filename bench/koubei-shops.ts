import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import type { ShopProfile } from '../src/solvers/benchmark/types.ts';

export const shopFile = 'koubei_shop.csv.gz';
export const payFile = 'koubei_pay.csv.gz';

/** A shop with its payments by day ("2016-09-30"). */
export interface MeasuredShop extends ShopProfile {
  readonly days: ReadonlyMap<string, number>;
}

/** The shops of the Koubei set in a folder, with the payments of each day. */
export async function readShops(folder: string): Promise<MeasuredShop[]> {
  const daysOf = new Map<string, Map<string, number>>();
  for await (const row of rowsOf(join(folder, payFile))) {
    const days = daysOf.get(row['shop']!) ?? new Map<string, number>();
    days.set(row['date']!, Number(row['n']));
    daysOf.set(row['shop']!, days);
  }
  const shops: MeasuredShop[] = [];
  for await (const row of rowsOf(join(folder, shopFile))) {
    const shopId = row['shop']!;
    const days = daysOf.get(shopId) ?? new Map<string, number>();
    shops.push({
      ...{ shopId, city: row['city']!, type1: row['cate1']!, type2: row['cate2']!, type3: row['cate3']! },
      volume: [...days.values()].reduce((sum, count) => sum + count, 0),
      days,
    });
  }
  return shops;
}

function rowsOf(file: string): AsyncIterable<Record<string, string>> {
  return createReadStream(file)
    .pipe(createGunzip())
    .pipe(parse({ columns: true, bom: true }));
}
