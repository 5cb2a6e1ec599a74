import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

/** What a pool says of itself, and what its commitments say. Pieces. */
export interface PoolDifference {
  readonly poolId: string;
  readonly variantId: string;
  readonly held: number;
  readonly paid: number;
  readonly committedHeld: number;
  readonly committedPaid: number;
}

const differencesShown = 100;

/** Pools whose progress is not the sum of their commitments: always empty, and the regular check that it is. */
export async function checkPools(db: Reader): Promise<PoolDifference[]> {
  const { rows } = await sql<PoolDifference>`/* supply.check-pools */
    with committed as (
      select pool_id, coalesce(sum(quantity) filter (where state = 'held'), 0)::int as held,
        coalesce(sum(quantity) filter (where state in ('paid', 'refunded')), 0)::int as paid
      from pool_commitment where alliance_id = ${db.allianceId} group by pool_id
    )
    select p.pool_id as "poolId", p.variant_id as "variantId", p.held_quantity as held, p.paid_quantity as paid,
      coalesce(c.held, 0) as "committedHeld", coalesce(c.paid, 0) as "committedPaid"
    from pool p left join committed c using (pool_id)
    where p.alliance_id = ${db.allianceId}
      and (p.held_quantity, p.paid_quantity) <> (coalesce(c.held, 0), coalesce(c.paid, 0))
    limit ${differencesShown}`.execute(db);
  return rows;
}
