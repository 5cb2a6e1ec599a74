import { Client } from 'pg';
import pino from 'pino';
import { drainFacts } from '../../src/clockwork/relay.ts';
import { insightSubscribers } from '../../src/clockwork/subscribers/insight.ts';
import { orderingSubscribers } from '../../src/clockwork/subscribers/ordering.ts';
import { settlementSubscribers } from '../../src/clockwork/subscribers/settlement.ts';
import { goodsKeyOf, type OrderRequest } from '../../src/domains/ordering/index.ts';
import { bookSums } from '../../src/domains/settlement/index.ts';
import { checkCounters } from '../../src/domains/stock/index.ts';
import { openIntake, type Intake } from '../../src/edge/intake.ts';
import { openFunnel, type Funnel } from '../../src/engines/db/funnel.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { ladder } from '../worlds/pools.ts';
import { openOrderWorld, type OrderWorld, type Shelf } from '../worlds/orders.ts';
import { poolTerms, priceFen, shelfPieces, type Wish } from './model.ts';

const logger = pino({ level: 'silent' });

/** The product on a real database, with goods of its own for every run. */
export interface System {
  readonly shop: OrderWorld;
  readonly inspector: Client;
  intake(): Intake;
  /** A server that stops and starts: other connections, and nothing remembered. */
  restart(): Promise<void>;
  relay(): Promise<void>;
  close(): Promise<void>;
}

/** What one run works on. */
export interface Run {
  readonly system: System;
  readonly shelves: readonly Shelf[];
  readonly pools: readonly { readonly poolId: string; readonly variantId: string }[];
  readonly orders: {
    orderGroupId: string;
    /** A shopper of its own: what a person may buy in all is another rule. */
    buyer: Actor;
    request: Omit<OrderRequest, 'inputHash'>;
    outTradeNo: string | null;
  }[];
  /** The provider's account before it. */
  readonly providerFen: bigint;
  lines(wishes: readonly Wish[]): OrderRequest['lines'];
}

export async function openSystem(): Promise<System> {
  const shop = await openOrderWorld();
  const { world } = shop;
  const inspector = new Client({ connectionString: world.url });
  await inspector.connect();
  let started = start(shop);
  const failures: unknown[] = [];
  const subscribers = [...orderingSubscribers, ...settlementSubscribers, ...insightSubscribers];
  const ears = {
    system: world.system,
    subscribers,
    logger: { error: (failure: unknown) => void failures.push(failure) },
  };
  return {
    ...{ shop, inspector },
    intake: () => started.intake,
    async restart() {
      await started.intake.drain();
      await started.funnel.close();
      started = start(shop);
    },
    async relay() {
      await drainFacts({ ...ears, funnel: world.app } as Parameters<typeof drainFacts>[0]);
      if (failures.length > 0) throw new Error('A fact failed', { cause: failures.splice(0) });
    },
    async close() {
      await started.funnel.close();
      await inspector.end();
      await world.close();
    },
  };
}

function start({ world }: OrderWorld): { funnel: Funnel; intake: Intake } {
  const { url, clock } = world;
  const funnel = openFunnel({
    url,
    clock,
    role: 'app',
    separateRoles: true,
    maxConnections: 2,
  });
  return { funnel, intake: openIntake(funnel, logger) };
}

export async function openRun(system: System): Promise<Run> {
  const { shop } = system;
  // A run that failed may have left facts behind.
  await system.relay();
  const shelves = [await shop.stockItem(shelfPieces), await shop.stockItem(shelfPieces, { shopAt: 1 })];
  const { threshold, moq, cap } = poolTerms;
  const pools: Run['pools'][number][] = [];
  for (const remainderPolicy of ['round-up-stock', 'round-down-refund'] as const)
    pools.push(await shop.openRound({ threshold, moq, cap, remainderPolicy, tiers: ladder.slice(0, 1) }));
  const { shopId } = shop.home.shops[0]!;
  return {
    ...{ system, shelves, pools, orders: [] },
    providerFen: await providerBalance(system.inspector),
    lines: (wishes) =>
      wishes.map(({ good, quantity }) => {
        const shelf = shelves[good];
        if (shelf) return shelf.line(quantity);
        const goodsKey = goodsKeyOf({ kind: 'pool', poolId: pools[good - 2]!.poolId, shopId });
        return { goodsKey, quantity, priceFen: BigInt(priceFen.pool) };
      }),
  };
}

/** Everything that can be seen of a run, read past the product; the books only when every fact was relayed. */
export async function observe(
  { system, shelves, pools, orders, providerFen }: Run,
  areFactsRelayed: boolean,
) {
  const { inspector, shop } = system;
  const counters = async (places: readonly { locationId: string; variantId: string }[]) => {
    const { rows } = await inspector.query<{ variant: string; counter: number[] }>(
      `select variant_id as variant, array[on_hand, held, allocated] as counter from stock_counter
       where (location_id, variant_id) in (select * from unnest($1::uuid[], $2::uuid[]))`,
      [places.map(({ locationId }) => locationId), places.map(({ variantId }) => variantId)],
    );
    return places.map(
      ({ variantId }) => rows.find(({ variant }) => variant === variantId)?.counter ?? [0, 0, 0],
    );
  };
  const { rows: poolRows } = await inspector.query(
    `select p.state, p.held_quantity as held, p.paid_quantity as paid, count(o)::int as "purchaseOrders",
       max(o.final_quantity) as ordered from pool p
     left join purchase_order o using (alliance_id, pool_id)
     where p.pool_id = any($1::uuid[]) group by p.alliance_id, p.pool_id, p.state, p.held_quantity, p.paid_quantity
     order by array_position($1::uuid[], p.pool_id)`,
    [pools.map(({ poolId }) => poolId)],
  );
  const { rows: orderRows } = await inspector.query(
    `select g.state, (g.fee_refunded_fen + sum(l.refunded_fen))::int as "refundedFen",
       array_agg(l.state || ' ' || l.served_quantity order by l.order_line_id) as lines
     from order_group g join order_line l using (alliance_id, order_group_id)
     where g.order_group_id = any($1::uuid[])
     group by g.alliance_id, g.order_group_id order by array_position($1::uuid[], g.order_group_id)`,
    [orders.map(({ orderGroupId }) => orderGroupId)],
  );
  return {
    shelves: await counters(shelves),
    hub: await counters(pools.map(({ variantId }) => ({ locationId: shop.hubId, variantId }))),
    pools: poolRows,
    orders: orderRows,
    ...(areFactsRelayed ? { providerFen: Number((await providerBalance(inspector)) - providerFen) } : {}),
  };
}

/** Laws that hold whatever was done: every list is empty when they do. */
export async function brokenLaws({ system }: Run): Promise<object> {
  const { shop, inspector } = system;
  const { sumFen, balancesMatch } = await shop.home.transact(null, bookSums);
  const pools = await inspector.query(
    `select p.pool_id from pool p left join lateral (
       select coalesce(sum(quantity) filter (where state = 'held'), 0) as held,
         coalesce(sum(quantity) filter (where state in ('paid', 'refunded')), 0) as paid
       from pool_commitment c where c.alliance_id = p.alliance_id and c.pool_id = p.pool_id) c on true
     where p.held_quantity <> c.held or p.paid_quantity <> c.paid or p.held_quantity + p.paid_quantity > p.cap`,
  );
  const overRefunded = await inspector.query(
    'select order_line_id from order_line where refunded_fen > amount_fen or refunded_fen < 0',
  );
  return {
    counters: await shop.home.transact(null, checkCounters),
    pools: pools.rows,
    overRefunded: overRefunded.rows,
    booksOffBy: Number(sumFen),
    balancesOff: !balancesMatch,
  };
}

async function providerBalance(inspector: Client): Promise<bigint> {
  const { rows } = await inspector.query<{ fen: string }>(
    `select coalesce(sum(balance_fen), 0) as fen from account_balance join account using (alliance_id, account_id)
     where party_kind = 'provider'`,
  );
  return BigInt(rows[0]!.fen);
}
