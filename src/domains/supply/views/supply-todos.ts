import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

/** What in supply waits for an operator: how many, and the most urgent of them in a few words. */
export interface SupplyTodo {
  readonly kind:
    | 'pool-short-of-threshold'
    | 'purchase-order-unanswered'
    | 'purchase-order-short'
    | 'licence-expiring';
  readonly count: number;
  readonly worst: string;
  readonly dueAt: Date | null;
}

/** Pools this close to their cut-off without their threshold are worth a call to the rooms. */
const closingSeconds = 3 * 3_600;
const licenceDays = 30;

/** Kinds with nothing to do are absent. */
export async function supplyTodos(db: Reader): Promise<SupplyTodo[]> {
  const { rows } = await sql<SupplyTodo>`/* supply.todos */
    with todo as (
      select 'pool-short-of-threshold' as kind, p.cut_off_at as due_at,
        concat(pr.name, ' 还差 ', p.threshold - p.paid_quantity, ' 件') as text
      from pool p join variant v on v.alliance_id = p.alliance_id and v.variant_id = p.variant_id
      join product pr on pr.alliance_id = v.alliance_id and pr.product_id = v.product_id
      where p.alliance_id = ${db.allianceId} and p.state in ('scheduled', 'open') and p.paid_quantity < p.threshold
        and p.opens_at <= ${db.now} and p.cut_off_at < ${db.now}::timestamptz + make_interval(secs => ${closingSeconds})
      union all
      select 'purchase-order-unanswered', o.final_at, concat(o.number, ' 等 ', s.name, ' 答复')
      from purchase_order o join supplier s on s.alliance_id = o.alliance_id and s.supplier_id = o.supplier_id
      where o.alliance_id = ${db.allianceId} and o.state = 'final'
      union all
      select 'purchase-order-short', o.confirmed_at,
        concat(o.number, ' 少 ', o.final_quantity - o.confirmed_quantity, ' 件')
      from purchase_order o
      where o.alliance_id = ${db.allianceId} and o.state = 'confirmed' and o.confirmed_quantity < o.final_quantity
      union all
      select 'licence-expiring', s.licence_until::timestamptz, concat(s.name, ' 证照 ', to_char(s.licence_until, 'MM-DD'), ' 到期')
      from supplier s
      where s.alliance_id = ${db.allianceId} and s.status = 'active'
        and s.licence_until < (${db.now}::timestamptz at time zone 'Asia/Shanghai')::date + ${licenceDays}::int
    )
    select kind, count(*)::int as count, (array_agg(text order by due_at, text))[1] as worst, min(due_at) as "dueAt"
    from todo group by kind order by kind`.execute(db);
  return rows;
}

/** Pools that run now, and of those that ended lately the share that stood. */
export async function poolTally(
  db: Reader,
  since: Date,
): Promise<{ running: number; formed: number; failed: number }> {
  const { rows } = await sql<{ running: number; formed: number; failed: number }>`/* supply.pool-tally */
    select count(*) filter (where state in ('scheduled', 'open', 'formed') and opens_at <= ${db.now} and cut_off_at > ${db.now})::int as running,
      count(*) filter (where state in ('formed', 'closed', 'received') and cut_off_at >= ${since})::int as formed,
      count(*) filter (where state = 'failed' and cut_off_at >= ${since})::int as failed
    from pool where alliance_id = ${db.allianceId}`.execute(db);
  return rows[0]!;
}
