import type { ComponentProps } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { AdviceList } from './advice-list.tsx';
import { freshItem } from './plan.ts';

type Props = ComponentProps<typeof AdviceList>;
type Row = Props['advice']['rows'][number];

const item = {
  ...{ variantId: 'v1', productId: 'p1', itemCode: 'LB-0218-0001', gtin: null, name: '冬枣', spec: '500 g' },
  ...{ unitLabel: '份', categoryCode: 'fruit', categoryName: '鲜果', ground: 'fruit', brand: '', origin: '' },
  ...{ temperatureZone: 'ambient', shelfLifeDays: 7, soldBy: 'piece', nominalGram: null, licenceNeeded: '' },
  ...{ returnPolicy: 'seven-days', isRegulated: false, suggestedPriceFen: null, description: '' },
  ...{ pictureKey: '', pictureUrl: null, status: 'active', updatedAt: '2026-11-23T08:00:00.000Z' },
} satisfies Row['item'];
const row: Row = {
  ...{ item, poolId: null, cutOffAt: null, priceFen: '1280', available: 36, isExploration: false },
  ...{ reasons: [{ code: 'sells-here', value: 6, other: null }], pairsWith: [] },
};
const ranking = {
  kind: 'blend',
  asOf: '2026-11-23',
  historyDays: 14,
  lessons: 0,
  gainPercent: null,
} as const;

function shown(over: Partial<Props>): string {
  const props: Props = { advice: { ranking, rows: [row] }, taken: [], room: 60, onAdd: () => {}, ...over };
  return renderToStaticMarkup(<AdviceList {...props} />);
}
const textOf = (markup: string): string => markup.replaceAll(/<[^>]*>/g, ' ');

test('a suggestion has its price, its reason in words and a button that says what it adds', () => {
  const markup = shown({});
  expect(textOf(markup)).toMatch(/冬枣 500 g.*¥12\.80 · 可售 36.*本店 6 天有人买/s);
  expect(markup).toContain('aria-label="加入 冬枣"');
});

test('what the order rests on is said, with its days', () => {
  expect(textOf(shown({}))).toContain('记录有 14 天，还不够机器学习');
  const learned = { ...ranking, kind: 'learned', gainPercent: 12 } as const;
  expect(textOf(shown({ advice: { ranking: learned, rows: [row] } }))).toContain('准 12%');
  expect(textOf(shown({ advice: { ranking: null, rows: [row] } }))).toContain('还没有排过');
});

test('nothing to suggest says how there will be; what is taken is not offered again', () => {
  expect(textOf(shown({ advice: { ranking: null, rows: [] } }))).toContain('还没有可推荐的');
  const taken = shown({ taken: [freshItem(item)] });
  expect(taken).not.toContain('加入 冬枣');
  expect(textOf(taken)).toContain('推荐的都加上了');
});

test('a full line-up takes no more', () => {
  expect(shown({ room: 0 })).toContain('disabled=""');
});
