import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';

export interface Taken {
  readonly taken: number;
  readonly windowStartedAt: Date;
}

/** Counts one attempt, in a new window when the old one began before `windowBegan`. Two at once count as two. */
export async function countAttempt(tx: Tx, subject: string, windowBegan: Date): Promise<Taken> {
  const { rows } = await sql<Taken>`/* membership.count-attempt */
    insert into attempt (alliance_id, subject, window_started_at, taken)
    values (${tx.allianceId}, ${subject}, ${tx.now}, 1)
    on conflict (alliance_id, subject) do update set
      taken = case when attempt.window_started_at <= ${windowBegan} then 1 else attempt.taken + 1 end,
      window_started_at = case when attempt.window_started_at <= ${windowBegan}
        then ${tx.now} else attempt.window_started_at end
    returning taken, window_started_at as "windowStartedAt"`.execute(tx);
  return rows[0]!;
}

export async function deleteAttempts(tx: Tx, subject: string): Promise<void> {
  await sql`/* membership.delete-attempts */
    delete from attempt where alliance_id = ${tx.allianceId} and subject = ${subject}`.execute(tx);
}
