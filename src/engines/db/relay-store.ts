import { sql } from 'kysely';
import type { RelayedFact } from './outbox.ts';
import type { Reader, Scope, Tx } from './tx.ts';

/** The relay serves all alliances; its statements run as the system role and carry the alliance of each row. */
export const everyAlliance: Scope = { allianceId: '', actor: null };

export interface WaitingFact extends RelayedFact {
  /** Failed attempts so far. */
  readonly attempts: number;
}

/**
 * About the `limit` oldest facts not yet relayed, grouped by aggregate, those of one aggregate in order and without
 * gaps. An aggregate whose first waiting fact has failed is left out until its `retry_at`.
 */
export async function findWaitingFacts(db: Reader, limit: number): Promise<WaitingFact[]> {
  const { rows } = await sql<WaitingFact>`/* relay.find-waiting */
    with oldest as (
      select alliance_id, aggregate, aggregate_id, max(seq) as last_seq from (
        select alliance_id, aggregate, aggregate_id, seq from outbox o
        where relayed_at is null and not exists (
          select 1 from outbox f
          where f.alliance_id = o.alliance_id and f.aggregate = o.aggregate and f.aggregate_id = o.aggregate_id
            and f.relayed_at is null and f.retry_at > ${db.now}::timestamptz)
        order by announced_at, fact_id limit ${limit}) waiting
      group by 1, 2, 3
    )
    select w.alliance_id as "allianceId", w.fact_id as "factId", w.aggregate, w.aggregate_id as "aggregateId",
      w.seq, w.kind, w.payload, w.announced_at as at, w.attempts
    from oldest o join outbox w
      on w.alliance_id = o.alliance_id and w.aggregate = o.aggregate and w.aggregate_id = o.aggregate_id
      and w.relayed_at is null and w.seq <= o.last_seq
    order by w.alliance_id, w.aggregate, w.aggregate_id, w.seq`.execute(db);
  return rows;
}

/** True when this handler takes the fact now, false when it has taken it before. Waits for a concurrent taker. */
export async function claimFact(tx: Tx, handler: string, factId: string): Promise<boolean> {
  const { rows } = await sql`/* relay.claim-fact */
    insert into handled_fact (alliance_id, handler, fact_id, handled_at)
    values (${tx.allianceId}, ${handler}, ${factId}, ${tx.now}) on conflict do nothing returning 1`.execute(
    tx,
  );
  return rows.length === 1;
}

export async function markRelayed(tx: Tx, facts: readonly RelayedFact[]): Promise<void> {
  await sql`/* relay.mark-relayed */
    update outbox o set relayed_at = ${tx.now}, retry_at = null
    from unnest(${facts.map((fact) => fact.allianceId)}::uuid[], ${facts.map((fact) => fact.factId)}::uuid[])
      as done (alliance_id, fact_id)
    where o.alliance_id = done.alliance_id and o.fact_id = done.fact_id`.execute(tx);
}

export async function markFailed(
  tx: Tx,
  fact: RelayedFact,
  { error, retryAt }: { readonly error: string; readonly retryAt: Date },
): Promise<void> {
  await sql`/* relay.mark-failed */
    update outbox set attempts = attempts + 1, retry_at = ${retryAt}, last_error = ${error}
    where alliance_id = ${fact.allianceId} and fact_id = ${fact.factId}`.execute(tx);
}

export interface RelayFigures {
  readonly waiting: number;
  /** Facts whose last attempt failed: each blocks its aggregate. */
  readonly failed: number;
  /** Age of the oldest waiting fact. */
  readonly lagSeconds: number;
}

export async function readRelayFigures(db: Reader): Promise<RelayFigures> {
  const { rows } = await sql<RelayFigures>`/* relay.figures */
    select count(*)::int as waiting, count(retry_at)::int as failed,
      coalesce(extract(epoch from ${db.now}::timestamptz - min(announced_at)), 0)::float8 as "lagSeconds"
    from outbox where relayed_at is null`.execute(db);
  return rows[0]!;
}

/** Forgets what was relayed, handled or answered before the instant, at most `limit` of each; returns how many went. */
export async function pruneRelayed(tx: Tx, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ gone: number }>`/* relay.prune */
    with facts as (
      delete from outbox where (alliance_id, fact_id) in (
        select alliance_id, fact_id from outbox where relayed_at < ${before} order by relayed_at limit ${limit}) returning 1
    ), handled as (
      delete from handled_fact where (alliance_id, handler, fact_id) in (
        select alliance_id, handler, fact_id from handled_fact h
        where handled_at < ${before} and not exists (
          select 1 from outbox o
          where o.alliance_id = h.alliance_id and o.fact_id = h.fact_id and o.relayed_at is null)
        order by handled_at limit ${limit}) returning 1
    ), keys as (
      delete from idempotency_key where (alliance_id, owner, operation, key) in (
        select alliance_id, owner, operation, key from idempotency_key where claimed_at < ${before}
        order by claimed_at limit ${limit}) returning 1
    )
    select ((select count(*) from facts) + (select count(*) from handled) + (select count(*) from keys))::int as gone
  `.execute(tx);
  return rows[0]!.gone;
}
