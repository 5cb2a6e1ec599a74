import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { AbsenceRow, FreeSpan, HostRow } from '../tables.ts';
import type { Week } from '../rules/week.ts';

/** What is written down of these hosts; those without a row are left out. */
export async function findHosts(db: Reader, memberIds: readonly string[]): Promise<Map<string, HostRow>> {
  const { rows } = await sql<HostRow>`/* rota.find-hosts */
    select h.member_id as "memberId", h.slots_most as "slotsMost", h.languages, h.skilled, h.expert,
      coalesce((select jsonb_agg(jsonb_build_object('weekday', f.weekday, 'fromMinute', f.from_minute,
        'untilMinute', f.until_minute) order by f.weekday, f.from_minute) from rota_free f
        where f.alliance_id = h.alliance_id and f.member_id = h.member_id), '[]') as free
    from rota_host h where h.alliance_id = ${db.allianceId} and h.member_id = any(${memberIds}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.memberId, row]));
}

export async function putHost(tx: Tx, host: HostRow): Promise<void> {
  await sql`/* rota.put-host */
    insert into rota_host (alliance_id, member_id, slots_most, languages, skilled, expert)
    values (${tx.allianceId}, ${host.memberId}, ${host.slotsMost}, ${host.languages}::text[], ${host.skilled}::text[],
      ${host.expert}::text[])
    on conflict (alliance_id, member_id) do update set slots_most = excluded.slots_most,
      languages = excluded.languages, skilled = excluded.skilled, expert = excluded.expert`.execute(tx);
  await sql`/* rota.clear-free */
    delete from rota_free where alliance_id = ${tx.allianceId} and member_id = ${host.memberId}`.execute(tx);
  await insertFree(tx, host.memberId, host.free);
}

async function insertFree(tx: Tx, memberId: string, free: readonly FreeSpan[]): Promise<void> {
  await sql`/* rota.insert-free */
    insert into rota_free (alliance_id, member_id, weekday, from_minute, until_minute)
    select ${tx.allianceId}, ${memberId}, f.weekday, f.from_minute, f.until_minute
    from unnest(${free.map(({ weekday }) => weekday)}::int[], ${free.map(({ fromMinute }) => fromMinute)}::int[],
      ${free.map(({ untilMinute }) => untilMinute)}::int[]) as f (weekday, from_minute, until_minute)`.execute(
    tx,
  );
}

/** Absences that touch the week. */
export async function findAbsences(db: Reader, { from, until }: Week, limit: number): Promise<AbsenceRow[]> {
  const { rows } = await sql<AbsenceRow>`/* rota.find-absences */
    select absence_id as "absenceId", member_id as "memberId", from_at as "fromAt", until_at as "untilAt"
    from rota_absence where alliance_id = ${db.allianceId} and from_at < ${until} and until_at > ${from}
    order by from_at, absence_id limit ${limit}::int`.execute(db);
  return rows;
}

export async function insertAbsence(tx: Tx, absence: AbsenceRow): Promise<void> {
  await sql`/* rota.insert-absence */
    insert into rota_absence (alliance_id, absence_id, member_id, from_at, until_at)
    values (${tx.allianceId}, ${absence.absenceId}, ${absence.memberId}, ${absence.fromAt}, ${absence.untilAt})`.execute(
    tx,
  );
}

export async function deleteAbsence(tx: Tx, absenceId: string): Promise<boolean> {
  const { rows } = await sql`/* rota.delete-absence */
    delete from rota_absence where alliance_id = ${tx.allianceId} and absence_id = ${absenceId}
    returning absence_id`.execute(tx);
  return rows.length > 0;
}
