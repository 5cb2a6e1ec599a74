import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { PeerGroup, PeerLevel } from '../../../solvers/benchmark/types.ts';

export interface FrozenGroup extends PeerGroup {
  readonly groupId: string;
}

export interface FrozenQuarter {
  readonly frozenAt: Date;
  /** The Sunday up to which its bands have been looked at. */
  readonly checkedWeekEnd: string | null;
}

export async function findQuarter(db: Reader, quarter: string): Promise<FrozenQuarter | null> {
  const { rows } = await sql<FrozenQuarter>`/* insight.find-quarter */
    select frozen_at as "frozenAt", to_char(checked_week_end, 'YYYY-MM-DD') as "checkedWeekEnd"
    from peer_quarter where alliance_id = ${db.allianceId} and quarter = ${quarter}`.execute(db);
  return rows[0] ?? null;
}

/** Groups of a quarter with everyone in them. */
export async function findGroups(db: Reader, quarter: string): Promise<FrozenGroup[]> {
  const { rows } = await sql<{
    groupId: string;
    level: PeerLevel;
    contributorIds: string[];
    readerIds: string[];
  }>`/* insight.find-groups */
    select g.group_id as "groupId", g.level, array_agg(s.shop_id::text order by s.shop_id) as "contributorIds",
      coalesce(array_agg(s.shop_id::text order by s.shop_id) filter (where s.is_reader), '{}') as "readerIds"
    from peer_group g join peer_group_shop s on s.alliance_id = g.alliance_id and s.group_id = g.group_id
    where g.alliance_id = ${db.allianceId} and g.quarter = ${quarter}
    group by g.group_id, g.level order by g.group_id`.execute(db);
  return rows;
}

/** Freezes the groups of a quarter; nothing changes them afterwards. */
export async function insertGroups(tx: Tx, quarter: string, groups: readonly FrozenGroup[]): Promise<void> {
  const shops = groups.flatMap(({ groupId, contributorIds, readerIds }) =>
    contributorIds.map((shopId) => ({ groupId, shopId, isReader: readerIds.includes(shopId) })),
  );
  await sql`/* insight.insert-groups */
    with frozen as (
      insert into peer_quarter (alliance_id, quarter, frozen_at) values (${tx.allianceId}, ${quarter}, ${tx.now})
    ), added as (
      insert into peer_group (alliance_id, group_id, quarter, level)
      select ${tx.allianceId}, t.group_id, ${quarter}, t.level
      from unnest(${groups.map(({ groupId }) => groupId)}::uuid[], ${groups.map(({ level }) => level)}::text[])
        as t (group_id, level)
    )
    insert into peer_group_shop (alliance_id, group_id, shop_id, is_reader)
    select ${tx.allianceId}, t.group_id, t.shop_id, t.is_reader
    from unnest(${shops.map(({ groupId }) => groupId)}::uuid[], ${shops.map(({ shopId }) => shopId)}::uuid[],
      ${shops.map(({ isReader }) => isReader)}::boolean[]) as t (group_id, shop_id, is_reader)`.execute(tx);
}

export async function markChecked(tx: Tx, quarter: string, weekEnd: string): Promise<void> {
  await sql`/* insight.mark-checked */
    update peer_quarter set checked_week_end = ${weekEnd}::date
    where alliance_id = ${tx.allianceId} and quarter = ${quarter}`.execute(tx);
}
