import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';

export interface ReplayRow {
  readonly sessionId: string;
  readonly durationMillis: number;
  readonly byteCount: number;
  readonly recordedAt: Date;
  readonly keepUntil: Date;
  readonly heldAt: Date | null;
  readonly holdReason: string | null;
}

export interface ReplayMark {
  readonly markId: string;
  readonly sessionItemId: string;
  readonly startMillis: number;
}

export type NewReplay = Pick<ReplayRow, 'sessionId' | 'durationMillis' | 'byteCount' | 'keepUntil'>;

/** Made again it replaces the one before; a hold stays. */
export async function putReplay(tx: Tx, replay: NewReplay): Promise<void> {
  await sql`/* live.put-replay */
    insert into replay (alliance_id, session_id, duration_ms, byte_count, recorded_at, retention_class, keep_until)
    values (${tx.allianceId}, ${replay.sessionId}, ${replay.durationMillis}, ${replay.byteCount}, ${tx.now},
      'live-3y', ${replay.keepUntil})
    on conflict (alliance_id, session_id) do update set duration_ms = excluded.duration_ms,
      byte_count = excluded.byte_count, recorded_at = excluded.recorded_at`.execute(tx);
}

export async function putReplayMarks(tx: Tx, sessionId: string, marks: readonly ReplayMark[]): Promise<void> {
  await sql`/* live.put-replay-marks */
    insert into replay_mark (alliance_id, mark_id, session_id, session_item_id, start_ms)
    select ${tx.allianceId}, mark_id, ${sessionId}, session_item_id, start_ms
    from unnest(${marks.map(({ markId }) => markId)}::uuid[], ${marks.map(({ sessionItemId }) => sessionItemId)}::uuid[],
      ${marks.map(({ startMillis }) => startMillis)}::int[]) as mark (mark_id, session_item_id, start_ms)
    on conflict (alliance_id, mark_id) do update set start_ms = excluded.start_ms`.execute(tx);
}

export async function findReplay(db: Reader, sessionId: string): Promise<ReplayRow | null> {
  const { rows } = await sql<ReplayRow>`/* live.find-replay */
    select session_id as "sessionId", duration_ms as "durationMillis", byte_count::float8 as "byteCount",
      recorded_at as "recordedAt", keep_until as "keepUntil", held_at as "heldAt", hold_reason as "holdReason"
    from replay where alliance_id = ${db.allianceId} and session_id = ${sessionId}`.execute(db);
  return rows[0] ?? null;
}

export interface ShownMark extends ReplayMark {
  /** How long it was shown by the wall clock; null when it was never taken down. */
  readonly shownMillis: number | null;
}

/** In the order of the replay. */
export async function findReplayMarks(db: Reader, sessionId: string): Promise<ShownMark[]> {
  const { rows } = await sql<ShownMark>`/* live.find-replay-marks */
    select mark.mark_id as "markId", mark.session_item_id as "sessionItemId", mark.start_ms as "startMillis",
      round(extract(epoch from pin.unpinned_at - pin.pinned_at) * 1000)::int as "shownMillis"
    from replay_mark mark left join pin_mark pin using (alliance_id, mark_id)
    where mark.alliance_id = ${db.allianceId} and mark.session_id = ${sessionId}
    order by mark.start_ms, mark.mark_id`.execute(db);
  return rows;
}

/** Sets or, with null, lifts the hold. Returns whether there is such a replay. */
export async function setHold(
  tx: Tx,
  sessionId: string,
  hold: { readonly by: string; readonly reason: string } | null,
): Promise<boolean> {
  const { rows } = await sql`/* live.set-replay-hold */
    update replay set held_at = ${hold && tx.now}::timestamptz, held_by = ${hold && hold.by}::uuid,
      hold_reason = ${hold && hold.reason}::text
    where alliance_id = ${tx.allianceId} and session_id = ${sessionId} returning session_id`.execute(tx);
  return rows.length === 1;
}

/** Sessions whose replay may be deleted now; a hundred at most. */
export async function dueReplays(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ sessionId: string }>`/* live.due-replays */
    select session_id as "sessionId" from replay
    where alliance_id = ${tx.allianceId} and held_at is null and keep_until < ${tx.now}
    order by keep_until limit 100 for update skip locked`.execute(tx);
  return rows.map(({ sessionId }) => sessionId);
}

export async function deleteReplays(tx: Tx, sessionIds: readonly string[]): Promise<void> {
  await sql`/* live.delete-replays */
    delete from replay where alliance_id = ${tx.allianceId} and session_id = any(${sessionIds}::uuid[])`.execute(
    tx,
  );
}
