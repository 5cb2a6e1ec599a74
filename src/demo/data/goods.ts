import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import type { temperatureZone } from '../../../contract/catalog.ts';

/** An item of the demo district: things that are in season in late November on the lower Yangtze. Prices in fen. */
export interface DemoItem {
  readonly key: string;
  readonly name: string;
  readonly spec: string;
  readonly unit: string;
  readonly category: string;
  readonly picture: string;
  readonly zone: z.infer<typeof temperatureZone>;
  readonly shelfDays: number;
  readonly costFen: bigint;
  readonly priceFen: bigint;
  /** Grams of one nominal portion for goods sold by weight, else null. */
  readonly gram: number | null;
  readonly origin: string;
  /** Shop keys that list it. */
  readonly shops: readonly string[];
}

export const demoCategories = [
  { code: 'fruit', name: '鲜果', ground: 'fruit' },
  { code: 'vegetable', name: '蔬菜', ground: 'leaf' },
  { code: 'dairy-egg', name: '蛋奶', ground: 'milk' },
  { code: 'bakery', name: '面包', ground: 'bake' },
  { code: 'meat', name: '肉禽', ground: 'fruit' },
  { code: 'seafood', name: '水产', ground: 'sea' },
  { code: 'grain-oil', name: '粮油', ground: 'grain' },
  { code: 'tofu', name: '豆制品', ground: 'grain' },
  { code: 'daily', name: '日用', ground: 'care' },
  { code: 'flower', name: '鲜花', ground: 'leaf' },
] as const;

/** The items of goods.csv, in file order. */
export function readDemoItems(): DemoItem[] {
  const text = readFileSync(join(import.meta.dirname, 'goods.csv'), 'utf8');
  const rows: Record<string, string>[] = parse(text, { columns: true });
  return rows.map((row) => ({
    key: row['key']!,
    name: row['name']!,
    spec: row['spec']!,
    unit: row['unit']!,
    category: row['category']!,
    picture: row['picture']!,
    zone: row['zone'] as DemoItem['zone'],
    shelfDays: Number(row['shelfDays']),
    costFen: BigInt(row['costFen']!),
    priceFen: BigInt(row['priceFen']!),
    gram: row['gram'] ? Number(row['gram']) : null,
    origin: row['origin']!,
    shops: row['shops']!.split(' '),
  }));
}
