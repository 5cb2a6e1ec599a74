import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { mayActForShop } from '../../../kernel/actor.ts';
import { formatYuan, type Fen } from '../../../kernel/money.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { addOrderEvents, describeLines, requestRefunds } from '../../ordering/index.ts';
import { claimDecided } from '../facts.ts';
import { grantedFen } from '../rules/claimable.ts';
import { lockClaim, settleClaim } from '../store/claims.ts';
import type { Claim } from '../tables.ts';
import { findInvolved } from '../views/involved.ts';

export interface ClaimDecision {
  readonly claimId: string;
  readonly accept: boolean;
  /** Absent: what was asked for. */
  readonly refundFen?: Fen | undefined;
  readonly note: string;
}

/**
 * Accepts a claim, which refunds the shopper at once, or refuses it. The seller decides on what it sold, operators on
 * everything.
 *
 * @throws Refusal not-found, not-allowed, claim-state, refund-over-paid
 */
export async function decideClaim(tx: Tx, input: ClaimDecision): Promise<void> {
  const claim = await lockClaim(tx, input.claimId);
  if (!claim) throw new Refusal('not-found', {}, 'claimId');
  refuseUnless(mayActForShop(tx.actor, claim.sellerShopId), 'not-allowed');
  refuseUnless(claim.state === 'open', 'claim-state');
  const line = (await describeLines(tx, [claim.orderLineId])).get(claim.orderLineId)!;
  const keptFen = line.amountFen - line.refundedFen;
  const refundFen = input.accept ? grantedFen(claim.askedFen, input.refundFen, keptFen) : 0n;
  const state = input.accept ? 'accepted' : 'refused';
  await settleClaim(tx, claim.claimId, { state, refundFen, answer: input.note });
  if (input.accept) await refund(tx, claim, refundFen);
  const { orderGroupId, shopOrderId } = line;
  const said = input.note && `：${input.note}`;
  const text = input.accept ? `售后通过，退款 ${formatYuan(refundFen)}${said}` : `售后没有通过${said}`;
  await addOrderEvents(tx, [{ orderGroupId, shopOrderId, kind: 'claim-decided', text }]);
  const involved = await findInvolved(tx, line);
  await announce(tx, [claimDecided(claim, { accepted: input.accept, refundFen, ...involved })]);
}

/** Money, not pieces: they were handed over and stay sold. */
async function refund(tx: Tx, { orderLineId, reason }: Claim, amountFen: Fen): Promise<void> {
  await requestRefunds(tx, [{ orderLineId, amountFen, quantity: 0, reason }]);
}
