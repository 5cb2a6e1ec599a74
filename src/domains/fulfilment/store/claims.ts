import { sql } from 'kysely';
import { refuseOnConstraint } from '../../../engines/constraint.ts';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Claim } from '../tables.ts';

const onConstraint = { claim_one_open_per_line: () => new Refusal('claim-open') };

const columns = sql`
  claim_id as "claimId", order_line_id as "orderLineId", order_group_id as "orderGroupId", member_id as "memberId",
  seller_shop_id as "sellerShopId", reason, quantity, note, photo_file as "photoFile", asked_fen as "askedFen",
  refund_fen as "refundFen", liable, rule_version as "ruleVersion", state, answer, at, decided_at as "decidedAt"`;

export type NewClaim = Omit<Claim, 'refundFen' | 'state' | 'answer' | 'at' | 'decidedAt'>;

export async function insertClaim(tx: Tx, claim: NewClaim): Promise<void> {
  const insert = sql`/* fulfilment.insert-claim */
    insert into claim (alliance_id, claim_id, order_line_id, order_group_id, member_id, seller_shop_id, reason,
      quantity, note, photo_file, asked_fen, liable, rule_version, state, at)
    values (${tx.allianceId}, ${claim.claimId}, ${claim.orderLineId}, ${claim.orderGroupId}, ${claim.memberId},
      ${claim.sellerShopId}, ${claim.reason}, ${claim.quantity}, ${claim.note}, ${claim.photoFile}, ${claim.askedFen},
      ${claim.liable}, ${claim.ruleVersion}, 'open', ${tx.now})`;
  await refuseOnConstraint(insert.execute(tx), onConstraint);
}

export async function lockClaim(tx: Tx, claimId: string): Promise<Claim | null> {
  const { rows } = await sql<Claim>`/* fulfilment.lock-claim */
    select ${columns} from claim where alliance_id = ${tx.allianceId} and claim_id = ${claimId} for update`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export async function findClaim(db: Reader, claimId: string): Promise<Claim | null> {
  const { rows } = await sql<Claim>`/* fulfilment.find-claim */
    select ${columns} from claim where alliance_id = ${db.allianceId} and claim_id = ${claimId}`.execute(db);
  return rows[0] ?? null;
}

/** The latest claim for each of these lines. */
export async function claimsOfLines(db: Reader, orderLineIds: readonly string[]): Promise<Claim[]> {
  const { rows } = await sql<Claim>`/* fulfilment.claims-of-lines */
    select distinct on (order_line_id) ${columns} from claim
    where alliance_id = ${db.allianceId} and order_line_id = any(${orderLineIds}::uuid[])
    order by order_line_id, at desc, claim_id desc`.execute(db);
  return rows;
}

export interface ClaimFilter {
  readonly state: string | null;
  /** Null: of every seller. */
  readonly sellerShopIds: readonly string[] | null;
  readonly before: { readonly at: string; readonly claimId: string } | null;
  readonly limit: number;
}

/** Newest first. */
export async function listClaimRows(
  db: Reader,
  { state, sellerShopIds, before, limit }: ClaimFilter,
): Promise<Claim[]> {
  const { rows } = await sql<Claim>`/* fulfilment.list-claims */
    select ${columns} from claim
    where alliance_id = ${db.allianceId} and (${state}::text is null or state = ${state}::text)
      and (${sellerShopIds}::uuid[] is null or seller_shop_id = any(${sellerShopIds}::uuid[]))
      and (${before?.at ?? null}::timestamptz is null
        or (at, claim_id) < (${before?.at ?? null}::timestamptz, ${before?.claimId ?? null}::uuid))
    order by at desc, claim_id desc limit ${limit}`.execute(db);
  return rows;
}

export async function settleClaim(
  tx: Tx,
  claimId: string,
  decision: { readonly state: 'accepted' | 'refused'; readonly refundFen: Fen; readonly answer: string },
): Promise<void> {
  await sql`/* fulfilment.settle-claim */
    update claim set state = ${decision.state}, refund_fen = ${decision.refundFen}, answer = ${decision.answer},
      decided_at = ${tx.now}, decided_by = ${tx.actor?.memberId ?? null}::uuid
    where alliance_id = ${tx.allianceId} and claim_id = ${claimId}`.execute(tx);
}
