import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';

/** How a ranking came about, as it is kept; days of the calendar as text. */
export interface LineUpRun {
  readonly asOf: string;
  readonly ranAt: Date;
  readonly report: {
    readonly kind: 'learned' | 'blend';
    readonly historyDays: number;
    readonly lessons: number;
    readonly testedLearned: number | null;
    readonly testedBlend: number | null;
  };
}

/** Why an item stands where it stands (src/solvers/lineup, Evidence), the other item by its id. */
export interface StoredEvidence {
  readonly ownDays: number;
  readonly sinceDays: number | null;
  readonly gapDays: number | null;
  readonly goesWith: string | null;
  readonly sold7: number;
  readonly sold28: number;
  readonly soldSeason: number;
  readonly trend: number;
  readonly ageDays: number | null;
}

export interface LineUpScore {
  readonly shopId: string;
  readonly variantId: string;
  readonly score: number;
  readonly evidence: StoredEvidence;
}

export async function findRun(db: Reader): Promise<LineUpRun | null> {
  const { rows } = await sql<LineUpRun>`/* insight.find-line-up-run */
    select to_char(as_of, 'YYYY-MM-DD') as "asOf", ran_at as "ranAt", report
    from line_up_run where alliance_id = ${db.allianceId}`.execute(db);
  return rows[0] ?? null;
}

export async function putRun(
  tx: Tx,
  { asOf, report, model }: Omit<LineUpRun, 'ranAt'> & { readonly model: object | null },
): Promise<void> {
  await sql`/* insight.put-line-up-run */
    insert into line_up_run (alliance_id, as_of, ran_at, report, model)
    values (${tx.allianceId}, ${asOf}::date, ${tx.now}, ${JSON.stringify(report)}::jsonb,
      ${model === null ? null : JSON.stringify(model)}::jsonb)
    on conflict (alliance_id) do update set as_of = excluded.as_of, ran_at = excluded.ran_at,
      report = excluded.report, model = excluded.model`.execute(tx);
}

/** The candidates of all shops, in place of those of the run before. */
export async function replaceScores(tx: Tx, scores: readonly LineUpScore[]): Promise<void> {
  await sql`/* insight.drop-line-up-scores */
    delete from line_up_score where alliance_id = ${tx.allianceId}`.execute(tx);
  await sql`/* insight.put-line-up-scores */
    insert into line_up_score (alliance_id, shop_id, variant_id, score, evidence)
    select ${tx.allianceId}::uuid, * from unnest(${scores.map((one) => one.shopId)}::uuid[],
      ${scores.map((one) => one.variantId)}::uuid[], ${scores.map((one) => one.score)}::float8[],
      ${scores.map((one) => JSON.stringify(one.evidence))}::jsonb[])`.execute(tx);
}

/** Candidates of a shop, best first. */
export async function findScores(db: Reader, shopId: string): Promise<LineUpScore[]> {
  const { rows } = await sql<LineUpScore>`/* insight.find-line-up-scores */
    select shop_id as "shopId", variant_id as "variantId", score, evidence
    from line_up_score where alliance_id = ${db.allianceId} and shop_id = ${shopId}
    order by score desc, variant_id`.execute(db);
  return rows;
}
