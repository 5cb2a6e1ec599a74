import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { Difference, Finding } from '../rules/differences.ts';

/** Keeps what was found and forgets what was mended; what stays keeps the moment it was first seen. */
export async function keepFindings(tx: Tx, findings: readonly Finding[]): Promise<void> {
  await sql`/* insight.keep-findings */
    with found as (
      select * from unnest(${findings.map((one) => one.what)}::text[], ${findings.map((one) => one.subjectKey)}::text[],
        ${findings.map((one) => one.subject)}::text[], ${findings.map((one) => one.expected)}::text[],
        ${findings.map((one) => one.found)}::text[]) as t (what, subject_key, subject, expected, found)
    ), mended as (
      delete from difference d where d.alliance_id = ${tx.allianceId}
        and not exists (select 1 from found f where f.what = d.what and f.subject_key = d.subject_key)
    )
    insert into difference (alliance_id, what, subject_key, subject, expected, found, since)
    select ${tx.allianceId}::uuid, what, subject_key, subject, expected, found, ${tx.now}::timestamptz from found
    on conflict (alliance_id, what, subject_key)
    do update set subject = excluded.subject, expected = excluded.expected, found = excluded.found`.execute(
    tx,
  );
}

export async function findDifferences(db: Reader, limit: number): Promise<Difference[]> {
  const { rows } = await sql<Difference>`/* insight.find-differences */
    select what, subject_key as "subjectKey", subject, expected, found, since
    from difference where alliance_id = ${db.allianceId}
    order by since, what, subject_key limit ${limit}`.execute(db);
  return rows;
}
