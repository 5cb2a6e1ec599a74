import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adoptRuleBook, defaultRules, type Duty } from '../../src/domains/rulebook/index.ts';
import {
  holesForDuties,
  holesForForeignIds,
  holesForRightPeople,
  holesForWrongPeople,
} from './find-holes.ts';
import { allEndpoints } from './forbidden-calls.ts';
import { openStand } from './stand.ts';

/** Endpoints that nobody can call rightly here, and why. */
const unreachable: Readonly<Record<string, string>> = {
  'ordering.paymentCallback': 'only the payment provider can sign it: src/edge/ordering.test.ts does',
};

let stand: Awaited<ReturnType<typeof openStand>>;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand?.close());

test('every endpoint of the contract has one door', () => {
  const bound = stand.site.doors.map(({ endpoint }) => endpoint);
  expect(new Set(bound).size).toBe(bound.length);
  const missing = allEndpoints().filter(([, endpoint]) => !bound.includes(endpoint));
  expect(missing.map(([operation]) => operation)).toEqual([]);
});

test.each(allEndpoints())('%s refuses the wrong people, and nothing changes', async (operation, endpoint) => {
  expect(await holesForWrongPeople(stand, operation, endpoint)).toEqual([]);
});

test.each(allEndpoints())(
  '%s answers an id of another alliance like one that never was',
  async (operation, endpoint) => {
    expect(await holesForForeignIds(stand, operation, endpoint)).toEqual([]);
  },
);

test.each(allEndpoints().filter(([operation]) => !(operation in unreachable)))(
  '%s lets the right people in and shows nothing of another alliance',
  async (operation, endpoint) => {
    expect(await holesForRightPeople(stand, operation, endpoint)).toEqual([]);
  },
);

describe('a duty that the rule book gives to a shop', () => {
  beforeAll(async () => {
    const { founded } = stand.both.home;
    const { shopId } = founded.shops[1]!;
    const duties = [...founded.operator.duties].map((duty) => ({ duty: duty as Duty, shopId }));
    const book = { rules: { ...defaultRules(), duties }, note: '分工' };
    await founded.transact(founded.operator, (tx) => adoptRuleBook(tx, book));
    // Longer than a session is remembered.
    stand.world.clock.forward(11);
  });
  test.each(allEndpoints().filter(([, { duty }]) => duty !== undefined))(
    'is no longer the operators’ in %s',
    async (operation, endpoint) => {
      expect(await holesForDuties(stand, operation, endpoint)).toEqual([]);
    },
  );
});
