import { expect, test } from 'vitest';
import { sortLabels } from './label-order.ts';

const row = (building: string, title: string, room: string) => ({ building, title, room, bagLabel: '' });
const rows = [
  row('10 栋', '鸡蛋', '302'),
  row('9 栋', '鸡蛋', '1201'),
  row('10 栋', '大米', '101'),
  row('9 栋', '鸡蛋', '302'),
  row('9 栋', '大米', '801'),
];
const spell = (sorted: typeof rows) => sorted.map((one) => `${one.building} ${one.title} ${one.room}`);

test('building by building, then item, then room, numbers as numbers', () => {
  expect(spell(sortLabels(rows, 'building-item'))).toEqual([
    '9 栋 大米 801',
    '9 栋 鸡蛋 302',
    '9 栋 鸡蛋 1201',
    '10 栋 大米 101',
    '10 栋 鸡蛋 302',
  ]);
});

test('item by item, then building', () => {
  expect(spell(sortLabels(rows, 'item-building'))).toEqual([
    '9 栋 大米 801',
    '10 栋 大米 101',
    '9 栋 鸡蛋 302',
    '9 栋 鸡蛋 1201',
    '10 栋 鸡蛋 302',
  ]);
});
