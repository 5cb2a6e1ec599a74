import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';

export interface RefundSum {
  readonly orderLineId: string;
  readonly reason: string;
  readonly amountFen: Fen;
}

/** What was given back of these lines, by reason. */
export async function refundSums(db: Reader, orderLineIds: readonly string[]): Promise<RefundSum[]> {
  const { rows } = await sql<RefundSum>`/* ordering.refund-sums */
    select l.order_line_id as "orderLineId", r.reason, sum(l.amount_fen)::bigint as "amountFen"
    from refund_line l
    join refund r on r.alliance_id = l.alliance_id and r.refund_id = l.refund_id
    where l.alliance_id = ${db.allianceId} and l.order_line_id = any(${[...orderLineIds]}::uuid[])
    group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}
