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
  const byAggregate = [...Map.groupBy(sorted, ({ fact }) => keyOf(fact)).values()];
  const aggregates = byAggregate.map((rows) => ({ ...rows[0]!.fact, count: rows.length }));
  // How many facts of the same aggregate follow in this batch: the last one gets the last number.
  const before = byAggregate.flatMap((rows) => rows.map((_, at) => rows.length - 1 - at));
  await sql`/* outbox.announce */
    with sequence as (
      insert into outbox_sequence (alliance_id, aggregate, aggregate_id, last_seq)
      select ${tx.allianceId}::uuid, aggregate, aggregate_id, count
      from unnest(
        ${aggregates.map((row) => row.aggregate)}::text[],
        ${aggregates.map((row) => row.aggregateId)}::text[],
        ${aggregates.map((row) => row.count)}::int[]
      ) as t (aggregate, aggregate_id, count)
      on conflict (alliance_id, aggregate, aggregate_id)
      do update set last_seq = outbox_sequence.last_seq + excluded.last_seq
      returning aggregate, aggregate_id, last_seq
    )
    insert into outbox (alliance_id, fact_id, aggregate, aggregate_id, seq, kind, payload, announced_at)
    select ${tx.allianceId}::uuid, i.fact_id, i.aggregate, i.aggregate_id, s.last_seq - i.before, i.kind, i.payload,
      ${tx.now}::timestamptz
    from unnest(
      ${sorted.map((row) => row.id)}::uuid[],
      ${sorted.map((row) => row.fact.aggregate)}::text[],
      ${sorted.map((row) => row.fact.aggregateId)}::text[],
      ${sorted.map((row) => row.fact.kind)}::text[],
      ${sorted.map((row) => JSON.stringify(row.fact.payload, fenAsText))}::jsonb[],
      ${before}::int[]
    ) as i (fact_id, aggregate, aggregate_id, kind, payload, before)
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

function keyOf({ aggregate, aggregateId }: Fact): string {
  return `${aggregate} ${aggregateId}`;
}

function compareKeys(a: Fact, b: Fact): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function fenAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
