import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { BenchmarkMetric } from '../rules/benchmark-figures.ts';

/** A published answer of a group. */
export interface PeerBand {
  readonly groupId: string;
  readonly metric: BenchmarkMetric;
  readonly fromDay: string;
  readonly toDay: string;
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  readonly shopCount: number;
  /** By shop: never leaves the domain but for each shop its own. */
  readonly figures: Readonly<Record<string, number>>;
}

/** Bands of these groups. */
export async function findBands(db: Reader, groupIds: readonly string[]): Promise<PeerBand[]> {
  const { rows } = await sql<PeerBand>`/* insight.find-bands */
    select group_id as "groupId", metric, to_char(from_day, 'YYYY-MM-DD') as "fromDay",
      to_char(to_day, 'YYYY-MM-DD') as "toDay", lower_cut as lower, median_cut as median, upper_cut as upper,
      shop_count as "shopCount", figures
    from peer_band where alliance_id = ${db.allianceId} and group_id = any(${[...groupIds]}::uuid[])
    order by group_id, metric`.execute(db);
  return rows;
}

/** Puts answers in the place of earlier ones. */
export async function putBands(tx: Tx, bands: readonly PeerBand[]): Promise<void> {
  await sql`/* insight.put-bands */
    insert into peer_band (alliance_id, group_id, metric, from_day, to_day, lower_cut, median_cut, upper_cut, shop_count,
      figures, published_at)
    select ${tx.allianceId}, t.group_id, t.metric, t.from_day, t.to_day, t.lower, t.median, t.upper, t.shops,
      t.figures::jsonb, ${tx.now}::timestamptz
    from unnest(${bands.map((one) => one.groupId)}::uuid[], ${bands.map((one) => one.metric)}::text[],
      ${bands.map((one) => one.fromDay)}::date[], ${bands.map((one) => one.toDay)}::date[],
      ${bands.map((one) => one.lower)}::float8[], ${bands.map((one) => one.median)}::float8[],
      ${bands.map((one) => one.upper)}::float8[], ${bands.map((one) => one.shopCount)}::int[],
      ${bands.map((one) => JSON.stringify(one.figures))}::text[])
      as t (group_id, metric, from_day, to_day, lower, median, upper, shops, figures)
    order by t.group_id, t.metric
    on conflict (alliance_id, group_id, metric) do update set from_day = excluded.from_day, to_day = excluded.to_day,
      lower_cut = excluded.lower_cut, median_cut = excluded.median_cut, upper_cut = excluded.upper_cut,
      shop_count = excluded.shop_count, figures = excluded.figures, published_at = excluded.published_at`.execute(
    tx,
  );
}

/** Takes back answers that too few shops stand behind by now. */
export async function withdrawBands(
  tx: Tx,
  keys: readonly { readonly groupId: string; readonly metric: BenchmarkMetric }[],
): Promise<void> {
  await sql`/* insight.withdraw-bands */
    delete from peer_band b
    using unnest(${keys.map((one) => one.groupId)}::uuid[], ${keys.map((one) => one.metric)}::text[]) as t (group_id, metric)
    where b.alliance_id = ${tx.allianceId} and b.group_id = t.group_id and b.metric = t.metric`.execute(tx);
}
