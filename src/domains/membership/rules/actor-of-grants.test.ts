import { expect, test } from 'vitest';
import { actorOfGrants, checkGrantTarget } from './actor-of-grants.ts';

const plain = { shopId: null, supplierId: null, duties: [] };

test('somebody without a grant is a shopper and nothing else', () => {
  const actor = actorOfGrants('m1', []);
  expect([...actor.roles]).toEqual(['shopper']);
  expect(actor.shopIds.size + actor.duties.size).toBe(0);
});

test('grants add up: two shops, a duty, and hosting', () => {
  const actor = actorOfGrants('m1', [
    { ...plain, role: 'shop', shopId: 's1' },
    { ...plain, role: 'shop', shopId: 's2', duties: ['dispatch'] },
    { ...plain, role: 'host', shopId: 's3' },
  ]);
  expect([...actor.roles]).toEqual(['shopper', 'shop', 'host']);
  expect([...actor.duties]).toEqual(['dispatch']);
  // Hosting in a shop does not make one its owner.
  expect([...actor.shopIds]).toEqual(['s1', 's2']);
});

test.each([
  ['shop', null, null, 'shopId'],
  ['operator', 's1', null, 'shopId'],
  ['courier', 's1', null, 'shopId'],
  ['supplier', null, null, 'supplierId'],
  ['host', null, 'p1', 'supplierId'],
] as const)('%s of shop %s and supplier %s is refused at %s', (role, shopId, supplierId, field) => {
  expect(() => checkGrantTarget({ role, shopId, supplierId })).toThrow(
    expect.objectContaining({ code: 'grant-target', field }),
  );
});

test.each([
  ['shop', 's1', null],
  ['host', 's1', null],
  ['host', null, null],
  ['operator', null, null],
  ['supplier', null, 'p1'],
] as const)('%s of shop %s and supplier %s is fine', (role, shopId, supplierId) => {
  expect(() => checkGrantTarget({ role, shopId, supplierId })).not.toThrow();
});
