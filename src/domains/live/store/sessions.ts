import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { SessionRow, SessionState } from '../tables.ts';

const columns = sql`session_id as "sessionId", title, host_member_id as "hostMemberId",
  substitute_member_id as "substituteMemberId", host_shop_id as "hostShopId",
  state, starts_at as "startsAt", planned_end_at as "plannedEndAt", started_at as "startedAt", ended_at as "endedAt",
  pinned_item_id as "pinnedItemId", pinned_at as "pinnedAt", peak_viewers as "peakViewers"`;

export interface SessionPlan {
  readonly sessionId: string;
  readonly title: string;
  readonly hostMemberId: string;
  readonly startsAt: Date;
  readonly plannedEndAt: Date;
}

export async function insertSession(
  tx: Tx,
  plan: SessionPlan & { readonly hostShopId: string },
): Promise<void> {
  await sql`/* live.insert-session */
    insert into live_session (alliance_id, session_id, title, host_member_id, host_shop_id, state, starts_at,
      planned_end_at, created_at)
    values (${tx.allianceId}, ${plan.sessionId}, ${plan.title}, ${plan.hostMemberId}, ${plan.hostShopId}, 'scheduled',
      ${plan.startsAt}, ${plan.plannedEndAt}, ${tx.now})`.execute(tx);
}

export async function updatePlan(tx: Tx, plan: SessionPlan): Promise<void> {
  await sql`/* live.update-plan */
    update live_session set title = ${plan.title}, host_member_id = ${plan.hostMemberId},
      starts_at = ${plan.startsAt}, planned_end_at = ${plan.plannedEndAt}
    where alliance_id = ${tx.allianceId} and session_id = ${plan.sessionId}`.execute(tx);
}

/** Takes the row's lock: acts on one session come one after the other. `not-found` when there is none. */
export async function lockSession(tx: Tx, sessionId: string): Promise<SessionRow> {
  const { rows } = await sql<SessionRow>`/* live.lock-session */
    select ${columns}
    from live_session where alliance_id = ${tx.allianceId} and session_id = ${sessionId} for no key update`.execute(
    tx,
  );
  if (!rows[0]) throw new Refusal('not-found', {}, 'sessionId');
  return rows[0];
}

/** In the order of their start; unknown ids are left out. */
export async function findSessions(db: Reader, sessionIds: readonly string[]): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`/* live.find-sessions */
    select ${columns}
    from live_session where alliance_id = ${db.allianceId} and session_id = any(${sessionIds}::uuid[])
    order by starts_at, session_id`.execute(db);
  return rows;
}

/** One session, or `not-found`. */
export async function getSessionRow(db: Reader, sessionId: string): Promise<SessionRow> {
  const [session] = await findSessions(db, [sessionId]);
  if (!session) throw new Refusal('not-found', {}, 'sessionId');
  return session;
}

/** Two plans for one host wait for each other until commit. */
export async function lockHost(tx: Tx, hostMemberId: string): Promise<void> {
  await sql`/* live.lock-host */
    select pg_advisory_xact_lock(hashtextextended('live-host ' || ${hostMemberId}::text, 0))`.execute(tx);
}

/** Start of another session of this host within the span, null when the host is free. */
export async function findClash(tx: Tx, plan: SessionPlan): Promise<Date | null> {
  const { rows } = await sql<{ startsAt: Date }>`/* live.find-clash */
    select starts_at as "startsAt" from live_session
    where alliance_id = ${tx.allianceId} and host_member_id = ${plan.hostMemberId} and session_id <> ${plan.sessionId}
      and state in ('scheduled', 'live') and starts_at < ${plan.plannedEndAt} and planned_end_at > ${plan.startsAt}
    order by starts_at limit 1`.execute(tx);
  return rows[0]?.startsAt ?? null;
}

/** Moves on to the next state with its instant. Leaving the stage unpins. */
export async function moveSession(tx: Tx, sessionId: string, state: SessionState): Promise<void> {
  await sql`/* live.move-session */
    update live_session set state = ${state},
      started_at = case when ${state} = 'live' then ${tx.now}::timestamptz else started_at end,
      ended_at = case when ${state} = 'ended' then ${tx.now}::timestamptz else ended_at end,
      pinned_item_id = null, pinned_at = null
    where alliance_id = ${tx.allianceId} and session_id = ${sessionId}`.execute(tx);
}

export async function setPinned(tx: Tx, sessionId: string, sessionItemId: string | null): Promise<void> {
  await sql`/* live.set-pinned */
    update live_session set pinned_item_id = ${sessionItemId},
      pinned_at = case when ${sessionItemId}::uuid is null then null else ${tx.now}::timestamptz end
    where alliance_id = ${tx.allianceId} and session_id = ${sessionId}`.execute(tx);
}

/** Keeps the highest number of viewers ever seen. */
export async function raisePeaks(tx: Tx, peaks: ReadonlyMap<string, number>): Promise<void> {
  await sql`/* live.raise-peaks */
    update live_session s set peak_viewers = p.viewers
    from unnest(${[...peaks.keys()]}::uuid[], ${[...peaks.values()]}::int[]) as p (session_id, viewers)
    where s.alliance_id = ${tx.allianceId} and s.session_id = p.session_id and s.peak_viewers < p.viewers`.execute(
    tx,
  );
}

/** Live sessions of the alliance, oldest plan first. */
export async function findLiveSessions(db: Reader, limit: number): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`/* live.find-live-sessions */
    select ${columns}
    from live_session where alliance_id = ${db.allianceId} and state = 'live'
    order by planned_end_at, session_id limit ${limit}::int`.execute(db);
  return rows;
}

/** Ends live sessions planned to end before an instant or named as lost; returns which. */
export async function endSessions(
  tx: Tx,
  which: { readonly plannedBefore: Date; readonly lost: readonly string[] },
): Promise<string[]> {
  const { rows } = await sql<{ sessionId: string }>`/* live.end-sessions */
    with due as (
      select session_id from live_session
      where alliance_id = ${tx.allianceId} and state = 'live'
        and (planned_end_at < ${which.plannedBefore} or session_id = any(${which.lost}::uuid[]))
      order by session_id for no key update
    )
    update live_session s set state = 'ended', ended_at = ${tx.now}, pinned_item_id = null, pinned_at = null from due
    where s.alliance_id = ${tx.allianceId} and s.session_id = due.session_id and s.state = 'live'
    returning s.session_id as "sessionId"`.execute(tx);
  return rows.map(({ sessionId }) => sessionId);
}
