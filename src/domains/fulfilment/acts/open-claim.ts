import { announce } from '../../../engines/db/outbox.ts';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { addOrderEvents, describeLines, type LineBrief } from '../../ordering/index.ts';
import { currentRules, liableFor } from '../../rulebook/index.ts';
import { claimOpened } from '../facts.ts';
import { askedFen } from '../rules/claimable.ts';
import { claimsOfLines, insertClaim } from '../store/claims.ts';
import { deliveredLine } from '../views/delivered-line.ts';
import { findInvolved } from '../views/involved.ts';

export interface ClaimInput {
  readonly orderLineId: string;
  readonly reason: 'bad-fruit' | 'damaged' | 'wrong-item';
  readonly quantity: number;
  readonly note: string;
}

/**
 * What a claim would ask for, before anything is stored: a photo is taken in only for a claim that can be made.
 *
 * @throws Refusal not-found (no line of theirs), order-state, claim-too-late, quantity-over-order, claim-open
 */
export async function checkClaim(db: Reader, input: ClaimInput): Promise<{ line: LineBrief; askedFen: Fen }> {
  const line = (await describeLines(db, [input.orderLineId])).get(input.orderLineId);
  if (!line || line.memberId !== db.actor?.memberId) throw new Refusal('not-found', {}, 'orderLineId');
  const [claim] = await claimsOfLines(db, [input.orderLineId]);
  refuseUnless(!claim || claim.state === 'refused', 'claim-open');
  const { rules } = await currentRules(db);
  return { line, askedFen: askedFen(deliveredLine(line), input.quantity, rules.claimWindowHours, db.now) };
}

/** Opens a claim; who bears it is the rule book's word of this day about those who took part. Answers its id. Refuses as `checkClaim`. */
export async function openClaim(tx: Tx, input: ClaimInput, photoFile: string): Promise<string> {
  const { line, askedFen: asked } = await checkClaim(tx, input);
  const { rules, version } = await currentRules(tx);
  const claim = {
    claimId: tx.newId(),
    orderLineId: line.orderLineId,
    orderGroupId: line.orderGroupId,
    memberId: line.memberId,
    sellerShopId: line.sellerShopId,
    reason: input.reason,
    quantity: input.quantity,
    note: input.note,
    photoFile,
    askedFen: asked,
    liable: liableFor(rules, input.reason, await findInvolved(tx, line)),
    ruleVersion: version,
  };
  await insertClaim(tx, claim);
  const { orderGroupId, shopOrderId } = line;
  await addOrderEvents(tx, [
    { orderGroupId, shopOrderId, kind: 'claim-opened', text: `${line.title} 售后申请已提交` },
  ]);
  await announce(tx, [claimOpened(claim)]);
  return claim.claimId;
}
