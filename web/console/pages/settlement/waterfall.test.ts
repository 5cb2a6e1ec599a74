import { expect, test } from 'vitest';
import { reach, roundYuan, titleLines, waterfallBars } from './waterfall.ts';

const lines = [
  { item: 'goods', title: '成交', amountFen: '1864230' },
  { item: 'pool-cost', title: '集采货款', amountFen: '-2000000' },
  { item: 'saving', title: '节约', amountFen: '64327' },
];

test('every bar begins where the one before ended, and the last is their sum', () => {
  const bars = waterfallBars(lines, '应得');
  expect(bars.map(({ lowFen, highFen }) => [lowFen, highFen])).toEqual([
    [0n, 1_864_230n],
    [-135_770n, 1_864_230n],
    [-135_770n, -71_443n],
    [-71_443n, 0n],
  ]);
  expect(bars.at(-1)).toMatchObject({ isTotal: true, amountFen: -71_443n });
});

test('the drawing reaches from the lowest to the highest bar and always to zero', () => {
  expect(reach(waterfallBars(lines, ''))).toEqual({ lowFen: -135_770n, highFen: 1_864_230n });
  expect(reach(waterfallBars([lines[0]!], ''))).toEqual({ lowFen: 0n, highFen: 1_864_230n });
  expect(reach([])).toEqual({ lowFen: 0n, highFen: 0n });
});

test('labels are whole yuan', () => {
  expect(roundYuan(1_864_230n, true)).toBe('+18,642');
  expect(roundYuan(-31_260n, true)).toBe('−313');
  expect(roundYuan(-50n, true)).toBe('−1');
  expect(roundYuan(566_407n, false)).toBe('5,664');
});

test('long titles take a second line, brackets none', () => {
  expect(titleLines('集采货款（按基准价）', 5)).toEqual(['集采货款']);
  expect(titleLines('直播间分成支出', 5)).toEqual(['直播间分成', '支出']);
  expect(titleLines('集采节约分成', 6)).toEqual(['集采节约分成']);
});
