import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShelfWorld, type ShelfWorld } from '../../../../test/worlds/shelves.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import {
  allocateStock,
  checkCounters,
  commitHolds,
  countStock,
  listMovements,
  lockCounters,
  placeHolds,
  receiveStock,
  releaseHolds,
  returnStock,
  shipStock,
  transferStock,
  unallocateStock,
} from '../index.ts';

let shelves: ShelfWorld;
beforeAll(async () => {
  shelves = await openShelfWorld(2);
});
afterAll(() => shelves.world.close());

interface Pieces {
  onHand: number;
  held: number;
  allocated: number;
}
interface Step {
  readonly kind: (typeof kinds)[number];
  readonly from: 0 | 1;
  readonly item: 0 | 1;
  readonly quantity: number;
  /** Which of the holds so far. */
  readonly hold: number;
}
const kinds = [
  ...['receive', 'hold', 'commit', 'release', 'allocate', 'unallocate'],
  ...['ship', 'transfer', 'count', 'return'],
] as const;
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...kinds),
  from: fc.constantFrom(0, 1),
  item: fc.constantFrom(0, 1),
  quantity: fc.integer({ min: 1, max: 8 }),
  hold: fc.nat(5),
});

/** What the counters should be, kept by the plainest code: the law is the one line in `put`. */
class Model {
  readonly counters = new Map<string, Pieces>();
  readonly holds: { id: string; key: string; quantity: number; isHeld: boolean }[] = [];

  at(key: string): Pieces {
    return this.counters.get(key) ?? { onHand: 0, held: 0, allocated: 0 };
  }

  /** False when the law forbids it; nothing is changed then. */
  put(key: string, by: Partial<Pieces>): boolean {
    const now = this.at(key);
    const next = {
      onHand: now.onHand + (by.onHand ?? 0),
      held: now.held + (by.held ?? 0),
      allocated: now.allocated + (by.allocated ?? 0),
    };
    if (Math.min(next.held, next.allocated, next.onHand - next.held - next.allocated) < 0) return false;
    this.counters.set(key, next);
    return true;
  }
}

/** One step on the model; the act that should do the same, and whether it should be allowed. */
function plan(model: Model, places: readonly [string, string], { kind, from, item, quantity, hold }: Step) {
  const locationId = places[from];
  const variantId = shelves.variantIds[item]!;
  const key = `${locationId}:${variantId}`;
  const row = { locationId, variantId, quantity, source: 'test' };
  const chosen = model.holds[hold];
  switch (kind) {
    case 'receive':
      return {
        isAllowed: model.put(key, { onHand: quantity }),
        run: (tx: Tx) =>
          receiveStock(tx, { ...row, batch: '', expiresOn: quantity % 2 ? '2026-12-01' : null }),
      };
    case 'hold': {
      const id = randomUUID();
      const isAllowed = model.put(key, { held: quantity });
      if (isAllowed) model.holds.push({ id, key, quantity, isHeld: true });
      const expiresAt = new Date(0);
      const held = { ...row, orderLineId: id, memberId: shelves.shopperId, expiresAt };
      return {
        isAllowed,
        run: async (tx: Tx) => {
          await lockCounters(tx, [row]);
          await placeHolds(tx, [held]);
        },
      };
    }
    case 'commit':
    case 'release': {
      if (!chosen) return null;
      const allocated = kind === 'commit' ? chosen.quantity : 0;
      if (chosen.isHeld) model.put(chosen.key, { held: -chosen.quantity, allocated });
      chosen.isHeld = false;
      return {
        isAllowed: true,
        run: (tx: Tx) =>
          kind === 'commit' ? commitHolds(tx, [chosen.id]) : releaseHolds(tx, [chosen.id], 'expired'),
      };
    }
    case 'allocate':
      return {
        isAllowed: model.put(key, { allocated: quantity }),
        run: (tx: Tx) => allocateStock(tx, [row]),
      };
    case 'unallocate':
      return {
        isAllowed: model.put(key, { allocated: -quantity }),
        run: (tx: Tx) => unallocateStock(tx, [row]),
      };
    case 'ship':
      return {
        isAllowed: model.put(key, { onHand: -quantity, allocated: -quantity }),
        run: (tx: Tx) => shipStock(tx, [row]),
      };
    case 'return':
      return {
        isAllowed: model.put(key, { onHand: quantity }),
        run: (tx: Tx) => returnStock(tx, [row]),
      };
    case 'transfer': {
      const toLocationId = places[1 - from]!;
      const isAllowed = model.put(key, { onHand: -quantity });
      if (isAllowed) model.put(`${toLocationId}:${variantId}`, { onHand: quantity });
      return {
        isAllowed,
        run: (tx: Tx) => transferStock(tx, [{ ...row, fromLocationId: locationId, toLocationId }]),
      };
    }
    case 'count': {
      const onHand = quantity - model.at(key).onHand;
      const counts = [{ variantId, counted: quantity }];
      return {
        isAllowed: model.put(key, { onHand }),
        run: (tx: Tx) => countStock(tx, { locationId, reason: '', counts }),
      };
    }
  }
  return null;
}

const command = (kind: Step['kind'], quantity: number, hold = 0): Step => ({
  ...{ kind, quantity, hold },
  from: 0,
  item: 0,
});
/** Every command once as it should be, then each that can be refused. */
const everyCommand: Step[] = [
  ...[
    command('receive', 8),
    command('hold', 3),
    command('commit', 1),
    command('hold', 2),
    command('release', 1, 1),
  ],
  ...[
    command('allocate', 2),
    command('unallocate', 1),
    command('ship', 1),
    command('transfer', 1),
    command('count', 6),
  ],
  ...[
    command('return', 2),
    command('hold', 8),
    command('allocate', 8),
    command('unallocate', 8),
    command('ship', 8),
  ],
  ...[command('transfer', 8), command('count', 1)],
];

test('counters are what a plain model says, the sum of their movements, and the sum of their lots', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      const model = new Model();
      const places = [await shelves.addHub(), await shelves.addHub()] as const;
      for (const one of steps) {
        const planned = plan(model, places, one);
        if (!planned) continue;
        const outcome = await shelves.act<unknown>(planned.run).then(
          () => true,
          (error: unknown) => {
            if (error instanceof Refusal) return false;
            throw error;
          },
        );
        expect({ ...one, isAllowed: outcome }).toEqual({ ...one, isAllowed: planned.isAllowed });
        seen.add(`${one.kind} ${outcome}`);
      }
      for (const [key, { onHand, held, allocated }] of model.counters) {
        const [locationId = '', variantId = ''] = key.split(':');
        expect(await shelves.counter(locationId, variantId)).toBe(`${onHand}/${held}/${allocated}`);
      }
      expect(await shelves.act(checkCounters)).toEqual([]);
    }),
    { numRuns: 25, examples: [[everyCommand]] },
  );
  // Not a run of nothing, whatever chance brought: ten commands and six refusals.
  expect(seen.size).toBe(16);
});

test('the check finds a counter, a movement or a lot that somebody changed by hand', async () => {
  const [variantId = ''] = shelves.variantIds;
  const hub = await shelves.addHub();
  await shelves.receive(hub, variantId, 5);
  expect(await shelves.differences()).toEqual([]);
  const client = new Client({ connectionString: shelves.world.url });
  await client.connect();
  try {
    await client.query('update stock_counter set on_hand = 6 where location_id = $1', [hub]);
    expect(await shelves.differences()).toMatchObject([
      { locationId: hub, counter: { onHand: 6 }, movements: { onHand: 5 }, lotPieces: 5 },
    ]);
    await client.query('update stock_counter set on_hand = 5 where location_id = $1', [hub]);
    await client.query('update stock_lot set left_quantity = 4 where location_id = $1', [hub]);
    expect(await shelves.differences()).toMatchObject([{ counter: { onHand: 5 }, lotPieces: 4 }]);
    await client.query('update stock_lot set left_quantity = 5 where location_id = $1', [hub]);
  } finally {
    await client.end();
  }
});

test('the log of a place comes newest first, page by page, every movement once', async () => {
  const [variantId = ''] = shelves.variantIds;
  const hub = await shelves.addHub();
  for (let i = 1; i <= 5; i += 1) {
    shelves.world.clock.forward(i % 2);
    await shelves.receive(hub, variantId, i);
  }
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await shelves.act((tx) => listMovements(tx, { locationId: hub, limit: 2, cursor }));
    seen.push(...page.rows.map((row) => row.onHandChange));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual([5, 4, 3, 2, 1]);
});
