import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';

export interface FlashLeft {
  readonly round: string;
  readonly left: number;
}

/** Limited flash prices of these sessions, locked in key order until the transaction ends, by session item. */
export async function lockFlashItems(tx: Tx, sessionIds: readonly string[]): Promise<Map<string, FlashLeft>> {
  const { rows } = await sql<FlashLeft & { sessionItemId: string }>`/* live.lock-flash */
    select session_item_id as "sessionItemId", flash_round as round, flash_quantity - flash_taken as left
    from session_item
    where alliance_id = ${tx.allianceId} and session_id = any(${sessionIds}::uuid[]) and flash_quantity is not null
    order by session_item_id for update`.execute(tx);
  return new Map(rows.map(({ sessionItemId, round, left }) => [sessionItemId, { round, left }]));
}

/** Pieces of a round, found by the session and variant they were sold in. */
export interface FlashPieces {
  readonly sessionId: string;
  readonly variantId: string;
  readonly round: string;
  readonly quantity: number;
}

const keys = (pieces: readonly FlashPieces[]) => sql`(
  select session_id, variant_id, round, sum(quantity)::int as quantity
  from unnest(${pieces.map((one) => one.sessionId)}::uuid[], ${pieces.map((one) => one.variantId)}::uuid[],
    ${pieces.map((one) => one.round)}::uuid[], ${pieces.map((one) => one.quantity)}::int[])
    as p (session_id, variant_id, round, quantity)
  group by 1, 2, 3)`;

/** Adds to what is taken, or with a negative quantity gives back. Rounds that are over are passed over. */
export async function addTaken(tx: Tx, pieces: readonly FlashPieces[]): Promise<void> {
  await sql`/* live.add-flash-taken */
    with locked as (
      select i.session_item_id, k.quantity from session_item i
      join ${keys(pieces)} k on k.session_id = i.session_id and k.variant_id = i.variant_id and k.round = i.flash_round
      where i.alliance_id = ${tx.allianceId} order by i.session_item_id for update of i
    )
    update session_item i set flash_taken = greatest(0, i.flash_taken + locked.quantity) from locked
    where i.alliance_id = ${tx.allianceId} and i.session_item_id = locked.session_item_id`.execute(tx);
}

/** A round by its pieces: how many are left, under lock; rounds that are over are absent. */
export async function lockRounds(tx: Tx, rounds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<FlashLeft>`/* live.lock-flash-rounds */
    select flash_round as round, flash_quantity - flash_taken as left from session_item
    where alliance_id = ${tx.allianceId} and flash_round = any(${rounds}::uuid[]) and flash_quantity is not null
    order by session_item_id for update`.execute(tx);
  return new Map(rows.map(({ round, left }) => [round, left]));
}
