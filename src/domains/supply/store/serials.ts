import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';

/** Takes `count` serials of a kind and day under their row lock; returns the last of them. */
export async function takeSerials(tx: Tx, kind: string, day: string, count: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`/* supply.take-serials */
    insert into document_serial (alliance_id, kind, day, last)
    values (${tx.allianceId}, ${kind}, ${day}::date, ${count})
    on conflict (alliance_id, kind, day) do update set last = document_serial.last + excluded.last
    returning last`.execute(tx);
  const row = rows[0];
  if (!row) throw new Error('A serial was neither inserted nor updated');
  return row.last;
}
