import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ladder, openPoolWorld, type PoolWorld } from '../../../../test/worlds/pools.ts';
import { updateItem } from '../../catalog/index.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import {
  addOffer,
  addSupplier,
  closePoolNow,
  listOffers,
  listSuppliers,
  openPool,
  updateOffer,
  updateSupplier,
} from '../index.ts';

let pools: PoolWorld;
beforeAll(async () => {
  pools = await openPoolWorld();
});
afterAll(() => pools.world.close());

const transact = <T>(work: Parameters<typeof pools.home.transact<T>>[1]) =>
  pools.home.transact(pools.home.operator, work);

describe('what an offer and a pool must keep', () => {
  test('each refusal names the field to mend', async () => {
    const wrong: [Parameters<PoolWorld['openRound']>[0], string, string][] = [
      [{ cutOffAt: pools.world.clock.now() }, 'cut-off-too-early', 'cutOffAt'],
      [{ moq: 32 }, 'moq-not-pack', 'moq'],
      [{ threshold: 29 }, 'threshold-too-low', 'threshold'],
      [{ cap: 301 }, 'cap-out-of-range', 'cap'],
      [{ tiers: [...ladder].reverse() }, 'tiers-not-rising', 'tiers.1.minQuantity'],
      [{ sellerShopId: null }, 'mixed-sellers', 'sellerShopId'],
      [{ mode: 'own', sellerShopId: pools.home.shops[0]!.shopId }, 'mixed-sellers', 'sellerShopId'],
      [{ sellerShopId: pools.hubId }, 'not-found', 'sellerShopId'],
    ];
    for (const [changes, code, field] of wrong) {
      await expect(pools.openRound(changes)).rejects.toMatchObject({ code, field });
    }
  });

  test('one round of an offer runs at a time; the next one counts on', async () => {
    const { offerId, poolId } = await pools.openRound();
    const again = () =>
      transact((tx) =>
        openPool(tx, {
          ...{ offerId, mode: 'own', sellerShopId: null, cutOffAt: addSeconds(tx.now, 3_600) },
          ...{ threshold: 30, moq: 30, cap: 300, tiers: ladder, belowPolicy: 'refund' },
          ...{ remainderPolicy: 'round-up-stock', prolongHours: 24, perPersonLimit: null },
        }),
      );
    await expect(again()).rejects.toMatchObject({ code: 'offer-has-open-pool', field: 'offerId' });
    await transact((tx) => closePoolNow(tx, { poolId }));
    expect(await again()).toMatchObject({ round: 2, state: 'open', sellerShopName: null });
  });

  test('a running pool keeps its ladder when the offer changes', async () => {
    const { offerId, variantId, poolId } = await pools.openRound();
    const changed = await transact((tx) =>
      updateOffer(tx, {
        ...{ offerId, supplierId: pools.supplierId, variantId, baseCostFen: 2_000n, packSize: 6, moq: 12 },
        ...{ capPerRound: 60, tiers: [{ ...ladder[0]!, costFen: 1_900n }], status: 'active' },
      }),
    );
    expect(changed).toMatchObject({ packSize: 6, hasOpenPool: true, tiers: [{ costFen: 1_900n }] });
    const card = await transact((tx) => closePoolNow(tx, { poolId }));
    expect(card).toMatchObject({ packSize: 5, tiers: ladder });
  });
});

describe('who may be pooled', () => {
  test('regulated goods never', async () => {
    const { offerId, variantId } = await pools.openRound();
    const { rows } = await transact((tx) => listOffers(tx, { limit: 50 }));
    const { item } = rows.find((row) => row.offerId === offerId)!;
    await transact((tx) => updateItem(tx, { ...item, isRegulated: true }));
    const offer = { supplierId: pools.supplierId, variantId, capPerRound: 300, status: 'active' as const };
    const terms = { baseCostFen: 2_200n, packSize: 5, moq: 30, tiers: ladder };
    await expect(transact((tx) => addOffer(tx, { ...offer, ...terms }))).rejects.toMatchObject({
      code: 'regulated-goods',
      field: 'variantId',
    });
  });

  test('a supplier whose papers end before the cut-off, or who is paused, is refused', async () => {
    const { rows } = await transact((tx) => listSuppliers(tx));
    const supplier = rows.find((row) => row.supplierId === pools.supplierId)!;
    const change = (changes: object) => transact((tx) => updateSupplier(tx, { ...supplier, ...changes }));
    await change({ licenceUntil: '2026-11-23' });
    await expect(pools.openRound()).rejects.toMatchObject({ code: 'licence-missing', field: 'offerId' });
    await change({ licenceUntil: '2026-11-24' });
    await pools.openRound();
    await change({ licenceNumber: '' });
    await expect(pools.openRound()).rejects.toMatchObject({ code: 'licence-missing' });
    await change({ status: 'paused' });
    await expect(pools.openRound()).rejects.toMatchObject({ code: 'offer-paused' });
    await change({});
  });

  test('two suppliers of one name are one too many', async () => {
    const { rows } = await transact((tx) => listSuppliers(tx));
    await expect(transact((tx) => addSupplier(tx, rows[0]!))).rejects.toMatchObject({
      code: 'supplier-name-taken',
      field: 'name',
    });
  });
});
