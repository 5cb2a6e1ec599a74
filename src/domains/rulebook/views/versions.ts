import { sql } from 'kysely';
import { ruleBook } from '../../../../contract/rulebook.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import type { Rules } from '../rules/rules.ts';

export interface VersionRow {
  readonly version: number;
  readonly effectiveFrom: Date;
  readonly adoptedAt: Date;
  /** Member id; null when the founding adopted it. */
  readonly adoptedBy: string | null;
  readonly note: string;
  readonly rules: Rules;
}

const versionsMax = 200;

/** The newest version in force at `db.now`, null before the first is. */
export async function findVersionInForce(db: Reader): Promise<VersionRow | null> {
  const { rows } = await sql<VersionRow>`/* rulebook.find-version-in-force */
    select version, effective_from as "effectiveFrom", adopted_at as "adoptedAt", adopted_by as "adoptedBy", note, rules
    from rule_book_version
    where alliance_id = ${db.allianceId} and effective_from <= ${db.now} order by version desc limit 1`.execute(
    db,
  );
  return rows[0] ? decoded(rows[0]) : null;
}

export async function findVersion(db: Reader, version: number): Promise<VersionRow | null> {
  const { rows } = await sql<VersionRow>`/* rulebook.find-version */
    select version, effective_from as "effectiveFrom", adopted_at as "adoptedAt", adopted_by as "adoptedBy", note, rules
    from rule_book_version where alliance_id = ${db.allianceId} and version = ${version}`.execute(db);
  return rows[0] ? decoded(rows[0]) : null;
}

/** Newest first. */
export async function listVersions(db: Reader): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`/* rulebook.list-versions */
    select version, effective_from as "effectiveFrom", adopted_at as "adoptedAt", adopted_by as "adoptedBy", note, rules
    from rule_book_version where alliance_id = ${db.allianceId} order by version desc limit ${versionsMax}::int
  `.execute(db);
  return rows.map(decoded);
}

function decoded(row: VersionRow): VersionRow {
  return { ...row, rules: ruleBook.parse(row.rules) };
}
