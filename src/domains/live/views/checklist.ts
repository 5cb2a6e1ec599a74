import type { Reader } from '../../../engines/db/tx.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';
import { describeItems } from '../../catalog/index.ts';
import { describeShops } from '../../membership/index.ts';
import { findBanned } from '../rules/banned-words.ts';
import { preLiveChecks, type Check } from '../rules/checklist.ts';
import { findBannedWords } from '../store/banned-words.ts';
import { findIdentities, findTicks } from '../store/checks.ts';
import { findSessionItems } from '../store/session-items.ts';
import { getSessionRow } from '../store/sessions.ts';
import type { SessionRow } from '../tables.ts';
import { lineUps } from './line-up.ts';
import { needSight } from './sessions.ts';

/** What stands between a session and going live. `not-allowed` for hosts of other sessions. */
export async function getChecklist(db: Reader, sessionId: string): Promise<{ checks: Check[] }> {
  const session = await getSessionRow(db, sessionId);
  needSight(db, session);
  return { checks: await readChecks(db, session) };
}

/** Every check of a session as it stands now. */
export async function readChecks(db: Reader, session: SessionRow): Promise<Check[]> {
  const { sessionId, hostMemberId, hostShopId } = session;
  const rows = await findSessionItems(db, [sessionId]);
  const items = await describeItems(
    db,
    rows.map(({ variantId }) => variantId),
  );
  const [offered] = await lineUps(db, [{ session, roomShopId: hostShopId }]);
  const priced = new Set(offered!.map(({ sessionItemId }) => sessionItemId));
  const [identity] = await findIdentities(db, [hostMemberId]);
  const shop = (await describeShops(db, [hostShopId])).get(hostShopId);
  const spoken = [session.title, ...rows.flatMap((row) => [row.script, ...row.sellingPoints])].join('\n');
  return preLiveChecks({
    today: shanghaiDay(db.now),
    identity: identity ?? null,
    licenceUntil: shop?.licenceUntil ?? null,
    items: rows.map(({ variantId, sessionItemId }) => ({
      title: items.get(variantId)?.name ?? '',
      isRegulated: items.get(variantId)?.isRegulated ?? false,
      hasPrice: priced.has(sessionItemId),
    })),
    bannedWords: findBanned(spoken, await findBannedWords(db)).map(({ word }) => word),
    isSelfReviewed: (await findTicks(db, sessionId)).has('self-review'),
  });
}
