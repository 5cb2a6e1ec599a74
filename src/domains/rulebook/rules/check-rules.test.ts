import { expect, test } from 'vitest';
import { findFault } from './check-rules.ts';
import { defaultRules } from './default-rules.ts';
import type { Rules } from './rules.ts';

test('the default book is sound', () => {
  expect(findFault(defaultRules())).toBeNull();
});

const faults: [string, (rules: Rules) => void][] = [
  ['100%', (rules) => (rules.savingSplit.fundBps = 999)],
  ['封顶', (rules) => (rules.delivery.capFen = 499n)],
  ['为负', (rules) => (rules.pickupHandlingFen = -1n)],
  ['编号', (rules) => rules.commission.push({ ...rules.commission[0]!, rateBps: 1 })],
  ['职责', (rules) => rules.duties.push({ duty: 'live', shopId: 's' }, { duty: 'live', shopId: 's' })],
  ['一个责任方', (rules) => rules.afterSales.push({ reason: 'late', liable: 'hub' })],
  ['都要有', (rules) => rules.afterSales.pop()],
  ['货款', (rules) => (rules.serviceFeeBps = 9_001)],
];
test.each(faults)('a fault is named: %s', (words, damage) => {
  const rules = defaultRules();
  damage(rules);
  expect(findFault(rules)).toContain(words);
});
