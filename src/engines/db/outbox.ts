import { sql } from 'kysely';
import type { Reader, Tx } from './tx.ts';

/** Something that happened, past tense, told to whoever stands above. The payload is plain JSON (fen as strings). */
export interface Fact {
  readonly kind: string;
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface RelayedFact extends Fact {
  readonly allianceId: string;
  readonly factId: string;
  readonly seq: bigint;
  readonly at: Date;
}

/**
 * Writes facts to the outbox in this transaction. The sequence per aggregate is taken under its row lock, so the
 * order of the numbers is the order of the commits; serial columns and ids are not.
 */
export async function announce(tx: Tx, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return;
  tx.announced.count += facts.length;
  const sorted = [...facts]
    .map((fact, position) => ({ fact, position, id: tx.newId() }))
    .sort((a, b) => compareKeys(a.fact, b.fact) || a.position - b.position);
  await sql`/* outbox.announce */
    with incoming as (
      select * from unnest(
        ${sorted.map((row) => row.id)}::uuid[],
        ${sorted.map((row) => row.fact.aggregate)}::text[],
        ${sorted.map((row) => row.fact.aggregateId)}::text[],
        ${sorted.map((row) => row.fact.kind)}::text[],
        ${sorted.map((row) => JSON.stringify(row.fact.payload, fenAsText))}::jsonb[]
      ) with ordinality as t (fact_id, aggregate, aggregate_id, kind, payload, position)
    ), counted as (
      select aggregate, aggregate_id, count(*) as n from incoming group by 1, 2 order by 1, 2
    ), sequence as (
      insert into outbox_sequence (alliance_id, aggregate, aggregate_id, last_seq)
      select ${tx.allianceId}::uuid, aggregate, aggregate_id, n from counted
      on conflict (alliance_id, aggregate, aggregate_id)
      do update set last_seq = outbox_sequence.last_seq + excluded.last_seq
      returning aggregate, aggregate_id, last_seq
    )
    insert into outbox (alliance_id, fact_id, aggregate, aggregate_id, seq, kind, payload, announced_at)
    select ${tx.allianceId}::uuid, i.fact_id, i.aggregate, i.aggregate_id,
      s.last_seq - c.n + row_number() over (partition by i.aggregate, i.aggregate_id order by i.position),
      i.kind, i.payload, ${tx.now}::timestamptz
    from incoming i
    join counted c using (aggregate, aggregate_id)
    join sequence s using (aggregate, aggregate_id)`.execute(tx);
}

/** Facts of the alliance that wait since before the instant, and what the last attempt at one of them said. */
export async function waitingFacts(
  db: Reader,
  before: Date,
): Promise<{ count: number; error: string | null }> {
  const { rows } = await sql<{ count: number; error: string | null }>`/* outbox.waiting-facts */
    select count(*)::int as count, max(last_error) as error
    from outbox where alliance_id = ${db.allianceId} and relayed_at is null and announced_at < ${before}`.execute(
    db,
  );
  return rows[0]!;
}

function compareKeys(a: Fact, b: Fact): number {
  const left = `${a.aggregate} ${a.aggregateId}`;
  const right = `${b.aggregate} ${b.aggregateId}`;
  return left < right ? -1 : left > right ? 1 : 0;
}

function fenAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
