import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageOn, preLiveChecks, type CheckFacts } from './checklist.ts';

const ready: CheckFacts = {
  today: '2026-12-01',
  identity: { birthOn: '2000-01-01' },
  licenceUntil: '2026-12-01',
  items: [{ title: '土鸡蛋', isRegulated: false, hasPrice: true }],
  bannedWords: [],
  isSelfReviewed: true,
};
const open = (facts: Partial<CheckFacts>) =>
  preLiveChecks({ ...ready, ...facts }).flatMap(({ item, isDone, missing }) =>
    isDone ? [] : [[item, missing]],
  );

test('a session that is ready has nothing open', () => {
  expect(open({})).toEqual([]);
  expect(open({ licenceUntil: null })).toEqual([]);
});

test.each<[string, Partial<CheckFacts>, string]>([
  ['identity', { identity: null }, '主播还没实名核验'],
  ['identity', { identity: { birthOn: '2010-12-02' } }, '主播未满 16 岁'],
  ['price', { items: [{ title: '柿子', isRegulated: false, hasPrice: false }] }, '柿子 没有标价'],
  ['licence', { licenceUntil: '2026-11-30' }, '门店证照 2026-11-30 已到期'],
  ['regulated', { items: [{ title: '感冒药', isRegulated: true, hasPrice: true }] }, '感冒药 受监管'],
  ['words', { bannedWords: ['最便宜'] }, '话术里有 最便宜'],
  ['self-review', { isSelfReviewed: false }, '主播自查'],
])('%s is asked for', (item, facts, missing) => {
  expect(open(facts)).toEqual([[item, missing]]);
});

test('sixteen on the birthday, not the day before', () => {
  expect(ageOn('2010-12-01', '2026-12-01')).toBe(16);
  expect(ageOn('2010-12-01', '2026-11-30')).toBe(15);
  expect(ageOn('2008-02-29', '2024-02-28')).toBe(15);
});

test('what is open always says what is missing', () => {
  const facts = fc.record({
    today: fc.constant('2026-12-01'),
    identity: fc.option(fc.record({ birthOn: fc.constantFrom('2015-05-05', '1990-01-01') })),
    licenceUntil: fc.constantFrom(null, '2020-01-01', '2030-01-01'),
    items: fc.array(fc.record({ title: fc.string(), isRegulated: fc.boolean(), hasPrice: fc.boolean() })),
    bannedWords: fc.array(fc.string({ minLength: 1 })),
    isSelfReviewed: fc.boolean(),
  });
  fc.assert(
    fc.property(facts, (given) => {
      for (const { isDone, missing } of preLiveChecks(given)) expect(missing === '').toBe(isDone);
    }),
  );
});
