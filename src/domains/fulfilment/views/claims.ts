import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { fulfilment } from '../../../../contract/fulfilment.ts';
import { decodeCursor, encodeCursor, instantPart, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { isOperator, mayActForShop } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { describeItems } from '../../catalog/index.ts';
import { describeMembers, describeShops } from '../../membership/index.ts';
import { describeLines } from '../../ordering/index.ts';
import { findClaim, listClaimRows } from '../store/claims.ts';
import type { Claim } from '../tables.ts';

export type ClaimView = Output<typeof fulfilment.decideClaim>;

/** Claims with what they are about; photos behind a door of their own. */
async function describeClaims(db: Reader, claims: readonly Claim[]): Promise<ClaimView[]> {
  const lines = await describeLines(
    db,
    claims.map(({ orderLineId }) => orderLineId),
  );
  const items = await describeItems(db, [...new Set([...lines.values()].map(({ variantId }) => variantId))]);
  const buyers = await describeMembers(
    db,
    claims.map(({ memberId }) => memberId),
  );
  const shops = await describeShops(
    db,
    claims.map(({ sellerShopId }) => sellerShopId),
  );
  return claims.map((claim) => {
    const line = lines.get(claim.orderLineId)!;
    return {
      claimId: claim.claimId,
      orderGroupId: claim.orderGroupId,
      orderNumber: line.number,
      orderLineId: claim.orderLineId,
      title: `${line.title} ${line.spec}`.trim(),
      pictureKey: items.get(line.variantId)?.pictureKey ?? '',
      buyerName: buyers.get(claim.memberId)?.nickname ?? '',
      sellerShopName: shops.get(claim.sellerShopId)?.name ?? '',
      reason: claim.reason,
      quantity: claim.quantity,
      note: claim.note,
      answer: claim.answer,
      photoUrl: `/api/claims/${claim.claimId}/photo`,
      askedFen: claim.askedFen,
      refundFen: claim.refundFen,
      liable: claim.liable,
      state: claim.state,
      at: claim.at,
      decidedAt: claim.decidedAt,
    };
  });
}

/** Whoever asks: for the doors that have just written it. */
export async function describeClaim(db: Reader, claimId: string): Promise<ClaimView> {
  const claim = await findClaim(db, claimId);
  if (!claim) throw new Refusal('not-found', {}, 'claimId');
  const [view] = await describeClaims(db, [claim]);
  return view!;
}

/** Newest first; shop people see the claims on what they sold. */
export async function listClaims(
  db: Reader,
  query: Input<typeof fulfilment.listClaims>,
): Promise<Output<typeof fulfilment.listClaims>> {
  const [at, claimId] = query.cursor ? decodeCursor(query.cursor, [instantPart, uuidPart]) : [];
  const found = await listClaimRows(db, {
    state: query.state ?? null,
    sellerShopIds: isOperator(db.actor) ? null : [...(db.actor?.shopIds ?? [])],
    before: at && claimId ? { at, claimId } : null,
    limit: query.limit + 1,
  });
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: await describeClaims(db, page),
    nextCursor:
      found.length > page.length && last ? encodeCursor([last.at.toISOString(), last.claimId]) : null,
  };
}

/** Where the photo of a claim is stored, for its buyer, its seller and operators; `not-found` for everybody else. */
export async function claimPhotoKey(db: Reader, claimId: string): Promise<string> {
  const claim = await findClaim(db, claimId);
  const maySee =
    claim && (claim.memberId === db.actor?.memberId || mayActForShop(db.actor, claim.sellerShopId));
  if (!maySee) throw new Refusal('not-found', {}, 'claimId');
  return claim.photoFile;
}
