import type { Output } from '../../../../contract/endpoint.ts';
import type { live } from '../../../../contract/live.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { describeMembers, describeShops } from '../../membership/index.ts';
import { readShareCode } from '../rules/share-code.ts';
import { findShares, type ShareRow } from '../store/shares.ts';
import { getSessionRow } from '../store/sessions.ts';
import type { LineUpItem } from '../tables.ts';
import { lineUps } from './line-up.ts';

/** Where share codes lead and to whom they are credited; unknown ones are absent. Keys are the codes as given. */
export async function resolveShares(
  db: Reader,
  shareCodes: readonly string[],
): Promise<Map<string, ShareRow>> {
  if (shareCodes.length === 0) return new Map();
  const rows = await findShares(db, shareCodes.map(readShareCode));
  const found = new Map(rows.map((row) => [row.shareCode, row]));
  return new Map(
    shareCodes.flatMap((code) => {
      const share = found.get(readShareCode(code));
      return share ? [[code, share]] : [];
    }),
  );
}

export async function resolveShare(db: Reader, shareCode: string): Promise<Output<typeof live.resolveShare>> {
  const share = await getShare(db, shareCode);
  const sharer = (await describeMembers(db, [share.sharerMemberId])).get(share.sharerMemberId);
  return { sessionId: share.sessionId, shopId: share.shopId, sharerName: sharer?.nickname ?? '' };
}

/** What the share picture says. */
export interface ShareCard {
  readonly shareCode: string;
  readonly title: string;
  readonly shopName: string;
  readonly hostShopName: string;
  readonly sharerName: string;
  readonly startsAt: Date;
  readonly isLive: boolean;
  /** Pinned item, else the first of the line-up. */
  readonly item: LineUpItem | null;
}

export async function describeShareCard(db: Reader, shareCode: string): Promise<ShareCard> {
  const share = await getShare(db, shareCode);
  const session = await getSessionRow(db, share.sessionId);
  const shops = await describeShops(db, [share.shopId, session.hostShopId]);
  const sharer = (await describeMembers(db, [share.sharerMemberId])).get(share.sharerMemberId);
  const [items] = await lineUps(db, [{ session, roomShopId: share.shopId }]);
  return {
    shareCode: share.shareCode,
    title: session.title,
    shopName: shops.get(share.shopId)?.name ?? '',
    hostShopName: shops.get(session.hostShopId)?.name ?? '',
    sharerName: sharer?.nickname ?? '',
    startsAt: session.startsAt,
    isLive: session.state === 'live',
    item: items!.find(({ isPinned }) => isPinned) ?? items![0] ?? null,
  };
}

async function getShare(db: Reader, shareCode: string): Promise<ShareRow> {
  const share = (await resolveShares(db, [shareCode])).get(shareCode);
  if (!share) throw new Refusal('not-found', {}, 'shareCode');
  return share;
}
