import { describe, expect, test } from 'vitest';
import type { Actor, Role } from '../../../kernel/actor.ts';
import { dutiesOf } from './duties-of.ts';
import { duties, type DutyRule } from './rules.ts';

function person(roles: Role[], shopIds: string[] = [], granted: string[] = []): Actor {
  return { memberId: 'm', roles: new Set(roles), shopIds: new Set(shopIds), duties: new Set(granted) };
}
const operator = person(['operator']);
const owner = person(['shop'], ['s1']);

describe('given a book that names nobody', () => {
  const book = { duties: [] };
  test('then operators hold every duty and shops none', () => {
    expect([...dutiesOf(book, operator)]).toEqual([...duties]);
    expect(dutiesOf(book, owner).size).toBe(0);
  });
});

describe('given a book that names a shop for dispatch', () => {
  const book: { duties: DutyRule[] } = { duties: [{ duty: 'dispatch', shopId: 's1' }] };
  test('then its people dispatch and operators no longer do', () => {
    expect([...dutiesOf(book, owner)]).toEqual(['dispatch']);
    expect(dutiesOf(book, operator).has('dispatch')).toBe(false);
    expect(dutiesOf(book, operator).has('settlement')).toBe(true);
  });
  test('then another shop does not', () => {
    expect(dutiesOf(book, person(['shop'], ['s2'])).size).toBe(0);
  });
  test('and operators share it when they are named too', () => {
    const shared = { duties: [...book.duties, { duty: 'dispatch' as const, shopId: null }] };
    expect(dutiesOf(shared, operator).has('dispatch')).toBe(true);
    expect(dutiesOf(shared, owner).has('dispatch')).toBe(true);
  });
});

test('a granted duty stays whatever the book says', () => {
  expect([...dutiesOf({ duties: [] }, person(['courier'], [], ['dispatch']))]).toEqual(['dispatch']);
});
