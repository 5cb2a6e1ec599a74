import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

export interface Alliance {
  readonly allianceId: string;
  readonly slug: string;
  readonly name: string;
  readonly city: string;
  readonly lng: number;
  readonly lat: number;
  readonly shopCount: number;
}

const alliancesMax = 200;

/** The alliance of a slug; without one the oldest, which is the only one of most installations. Needs no scope. */
export async function findAllianceBySlug(
  db: Reader,
  slug: string | null,
): Promise<{ allianceId: string; slug: string } | null> {
  const { rows } = await sql<{ allianceId: string; slug: string }>`/* membership.find-alliance */
    select alliance_id as "allianceId", slug from alliance
    where ${slug}::text is null or slug = ${slug} order by created_at, alliance_id limit 1`.execute(db);
  return rows[0] ?? null;
}

/** Alliances of this installation, oldest first, at most 200. */
export async function listAlliances(db: Reader): Promise<{ slug: string; name: string; city: string }[]> {
  const { rows } = await sql<{ slug: string; name: string; city: string }>`/* membership.list-alliances */
    select slug, name, city from alliance order by created_at, alliance_id limit ${alliancesMax}::int`.execute(
    db,
  );
  return rows;
}

/** The alliance of the scope. */
export async function describeAlliance(db: Reader): Promise<Alliance> {
  const { rows } = await sql<Alliance>`/* membership.describe-alliance */
    select a.alliance_id as "allianceId", a.slug, a.name, a.city, a.lng, a.lat,
      (select count(*)::int from shop s where s.alliance_id = a.alliance_id) as "shopCount"
    from alliance a where a.alliance_id = ${db.allianceId}`.execute(db);
  if (!rows[0]) throw new Error(`There is no alliance ${db.allianceId}`);
  return rows[0];
}

/** Ids of every alliance of this installation, oldest first, at most 200: for background work that visits each. */
export async function listAllianceIds(db: Reader): Promise<string[]> {
  const { rows } = await sql<{ allianceId: string }>`/* membership.list-alliance-ids */
    select alliance_id as "allianceId" from alliance order by created_at, alliance_id limit ${alliancesMax}::int`.execute(
    db,
  );
  return rows.map((row) => row.allianceId);
}
