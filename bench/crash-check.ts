import { Client } from 'pg';
import type { Attempt } from './crash-burst.ts';
import type { CrashWorld } from './crash-world.ts';

const drainMs = 60_000;
const lookEveryMs = 100;
const jobsPerRound = 2;

/** Everything that a crash may have broken, each with how many there are of it. All zero is what is promised. */
export interface Damage {
  /** Acknowledged orders that are not there, or not once, and payments that were confirmed and are not there. */
  readonly lostOrders: number;
  readonly doubledOrders: number;
  readonly lostPayments: number;
  /** Orders of shoppers who were refused, and orders that nobody asked for. */
  readonly unaskedOrders: number;
  readonly stockOff: number;
  readonly poolsOff: number;
  readonly booksOff: number;
  /** Facts still waiting after a minute, and facts that were counted or booked twice or never. */
  readonly factsStuck: number;
  readonly factsMiscounted: number;
  readonly jobsStuck: number;
}

/** Looks past the product, as the owner of the database, when everything that was under way has been taken up again. */
export async function findDamage(url: string, attempts: readonly Attempt[]): Promise<Damage> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const until = Date.now() + drainMs;
  try {
    for (;;) {
      // One moment for all of it: payments told late by the provider go on completing meanwhile.
      await client.query('begin isolation level repeatable read read only');
      const stuck = await waiting(client);
      if (stuck.factsStuck + stuck.jobsStuck === 0 || Date.now() > until)
        return { ...(await ordersAndPayments(client, attempts)), ...(await sums(client)), ...stuck };
      await client.query('rollback');
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  } finally {
    await client.end();
  }
}

/** A job that was being done when the server died is taken up again when its minute is over, and is not waited for. */
async function waiting(client: Client): Promise<{ factsStuck: number; jobsStuck: number }> {
  const { rows } = await client.query<{ factsStuck: number; jobsStuck: number }>(
    `select (select count(*) from outbox where relayed_at is null)::int as "factsStuck",
       (select count(*) from pgboss.job where name = 'send-notification'
          and state in ('created', 'retry', 'failed'))::int as "jobsStuck"`,
  );
  return rows[0]!;
}

/** Notices on their way when the kill comes: a job each, as an arrival at the pickup point would send them. */
export async function sendJobs(url: string, { allianceId, buyers }: CrashWorld): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `with notice as (
         insert into notification (alliance_id, notification_id, member_id, kind, text, state, created_at)
         select $1, gen_random_uuid(), member_id, 'arrived', '到了', 'queued', now() from unnest($2::uuid[]) as member_id
         returning notification_id
       )
       insert into pgboss.job (name, data, retry_limit, retry_delay, expire_seconds)
       select 'send-notification', jsonb_build_object('allianceId', $1::uuid, 'notificationIds', array[notification_id]), 9, 5, 60
       from notice`,
      [allianceId, buyers.slice(0, jobsPerRound).map(({ memberId }) => memberId)],
    );
  } finally {
    await client.end();
  }
}

async function ordersAndPayments(client: Client, attempts: readonly Attempt[]) {
  const { rows } = await client.query<{ id: string; key: string; paid: boolean }>(
    `select g.order_group_id as id, g.member_id || ' ' || g.idempotency_key as key,
       coalesce(p.state in ('paid', 'refunded'), false) as paid
     from order_group g left join payment p using (alliance_id, order_group_id)`,
  );
  const byKey = Map.groupBy(rows, ({ key }) => key);
  const found = (attempt: Attempt) => byKey.get(`${attempt.memberId} ${attempt.key}`) ?? [];
  const acknowledged = attempts.filter(({ outcome }) => outcome === 'acknowledged');
  const known = new Set(acknowledged.map(({ orderGroupId }) => orderGroupId));
  const count = (of: (attempt: Attempt) => boolean) => acknowledged.filter(of).length;
  return {
    lostOrders: count((one) => !found(one).some(({ id }) => id === one.orderGroupId)),
    doubledOrders: count((one) => found(one).length > 1),
    lostPayments: count((one) => one.isPaid && !found(one).some(({ paid }) => paid)),
    unaskedOrders: rows.filter(({ id }) => !known.has(id)).length,
  };
}

async function sums(client: Client) {
  const count = async (sql: string) => (await client.query<{ n: number }>(sql)).rows[0]!.n;
  return {
    stockOff: await count(
      `select count(*)::int as n from stock_counter c left join lateral (
         select sum(on_hand_change) as on_hand, sum(held_change) as held, sum(allocated_change) as allocated
         from stock_movement m where (m.alliance_id, m.location_id, m.variant_id) = (c.alliance_id, c.location_id, c.variant_id)
       ) m on true left join lateral (
         select coalesce(sum(quantity) filter (where state = 'held'), 0) as held,
           coalesce(sum(quantity) filter (where state = 'committed'), 0) as committed
         from stock_hold h where (h.alliance_id, h.location_id, h.variant_id) = (c.alliance_id, c.location_id, c.variant_id)
       ) h on true
       where (c.on_hand, c.held, c.allocated) is distinct from (m.on_hand, m.held, m.allocated)
         or c.held <> h.held or c.allocated <> h.committed`,
    ),
    poolsOff: await count(
      `select count(*)::int as n from pool p left join lateral (
         select coalesce(sum(quantity) filter (where state = 'held'), 0) as held,
           coalesce(sum(quantity) filter (where state = 'paid'), 0) as paid
         from pool_commitment c where (c.alliance_id, c.pool_id) = (p.alliance_id, p.pool_id)
       ) c on true left join lateral (
         select count(*) as n from purchase_order o where (o.alliance_id, o.pool_id) = (p.alliance_id, p.pool_id)
       ) o on true
       where (p.held_quantity, p.paid_quantity) <> (c.held, c.paid) or o.n <> (p.paid_quantity >= p.threshold)::int`,
    ),
    booksOff: await count(
      `select (select count(*) from (select entry_id from posting group by alliance_id, entry_id having sum(amount_fen) <> 0) e)::int
       + (select count(*) from account_balance b left join lateral (
           select coalesce(sum(amount_fen), 0) as fen from posting p
           where (p.alliance_id, p.account_id) = (b.alliance_id, b.account_id)
         ) p on true where b.balance_fen <> p.fen)::int
       + ((select coalesce(sum(balance_fen), 0) from account_balance join account using (alliance_id, account_id)
             where party_kind = 'provider')
          is distinct from (select coalesce(sum(amount_fen), 0) from refund)
            - (select coalesce(sum(amount_fen), 0) from payment where state in ('paid', 'refunded')))::int as n`,
    ),
    factsMiscounted: await count(
      `select abs((select count(*) from order_group) - (select coalesce(sum(placed), 0) from order_hour where shop_id is null))::int
       + abs((select count(*) from outbox where kind = 'order-paid')
           - (select count(*) from journal_entry where kind = 'order-paid'))::int as n`,
    ),
  };
}
