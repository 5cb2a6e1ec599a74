import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { SuggestionInputs } from '../rules/suggestion.ts';

export interface SeriesRow {
  readonly shopId: string | null;
  readonly variantId: string;
  readonly method: string;
  readonly mean: readonly number[];
  readonly quantiles: readonly number[];
  readonly available: number;
  readonly target: number;
  readonly suggested: number;
  readonly inputs: SuggestionInputs;
}

/** Adds forecasts of a run; they travel as JSON because PostgreSQL has no arrays of arrays of different rows. */
export async function insertSeries(tx: Tx, runId: string, rows: readonly SeriesRow[]): Promise<void> {
  await sql`/* insight.insert-forecast-series */
    insert into forecast_series (alliance_id, run_id, shop_id, variant_id, method, mean, quantiles, available,
      target, suggested, inputs)
    select ${tx.allianceId}, ${runId}::uuid, t.shop_id, t.variant_id, t.method, t.mean, t.quantiles, t.available,
      t.target, t.suggested, t.inputs
    from jsonb_to_recordset(${JSON.stringify(
      rows.map((row) => ({
        ...{ shop_id: row.shopId, variant_id: row.variantId, method: row.method, mean: row.mean },
        ...{ quantiles: row.quantiles, available: row.available, target: row.target },
        ...{ suggested: row.suggested, inputs: row.inputs },
      })),
    )}::text::jsonb) as t (shop_id uuid, variant_id uuid, method text, mean real[], quantiles real[], available int,
      target real, suggested int, inputs jsonb)`.execute(tx);
}

/** Forecasts of a run for a shop, or for the hub (null): of all items or of one, what to order first. */
export async function findSeries(
  db: Reader,
  {
    runId,
    shopId,
    variantId,
    limit,
  }: { runId: string; shopId: string | null; variantId: string | null; limit: number },
): Promise<SeriesRow[]> {
  const { rows } = await sql<SeriesRow>`/* insight.find-forecast-series */
    select shop_id as "shopId", variant_id as "variantId", method, mean, quantiles, available,
      target, suggested, inputs
    from forecast_series
    where alliance_id = ${db.allianceId} and run_id = ${runId} and shop_id is not distinct from ${shopId}::uuid
      and (${variantId}::uuid is null or variant_id = ${variantId}::uuid)
    order by suggested desc, forecast_series.target desc, variant_id limit ${limit}`.execute(db);
  return rows;
}
