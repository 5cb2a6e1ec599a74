import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';

/** Ends the marks of these sessions that are open. */
export async function closeMarks(tx: Tx, sessionIds: readonly string[]): Promise<void> {
  await sql`/* live.close-marks */
    update pin_mark set unpinned_at = ${tx.now}
    where alliance_id = ${tx.allianceId} and session_id = any(${sessionIds}::uuid[]) and unpinned_at is null`.execute(
    tx,
  );
}

export async function openMark(tx: Tx, sessionId: string, sessionItemId: string): Promise<void> {
  await sql`/* live.open-mark */
    insert into pin_mark (alliance_id, mark_id, session_id, session_item_id, pinned_at)
    values (${tx.allianceId}, ${tx.newId()}, ${sessionId}, ${sessionItemId}, ${tx.now})`.execute(tx);
}

export interface PinMarkRow {
  readonly markId: string;
  readonly sessionItemId: string;
  readonly pinnedAt: Date;
}

/** In the order of their showing. */
export async function findMarks(db: Reader, sessionId: string): Promise<PinMarkRow[]> {
  const { rows } = await sql<PinMarkRow>`/* live.find-marks */
    select mark_id as "markId", session_item_id as "sessionItemId", pinned_at as "pinnedAt"
    from pin_mark where alliance_id = ${db.allianceId} and session_id = ${sessionId}
    order by pinned_at, mark_id`.execute(db);
  return rows;
}
