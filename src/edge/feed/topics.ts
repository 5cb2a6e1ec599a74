import { z } from 'zod';
import { feedStates } from '../../../contract/feed.ts';
import { findStageOf, isWelcome, roomState, sessionState, type Stage } from '../../domains/live/index.ts';
import { currentDrop } from '../../domains/marketing/index.ts';
import { getPoolProgress, openPoolsForSale } from '../../domains/supply/index.ts';
import type { Reader } from '../../engines/db/tx.ts';
import { isOperator, mayActForShop, type Role } from '../../kernel/actor.ts';
import type { TopicKind } from './topic-kind.ts';

/** Running pools told to a newcomer of `pools`. */
const poolsShown = 200;

export interface TopicDeps {
  readonly stage: Stage;
  /** The person asking bought this order. */
  isMyOrder(db: Reader, orderGroupId: string): Promise<boolean>;
  /** The person asking drives this route. */
  isMyRoute(db: Reader, routeId: string): Promise<boolean>;
}

/** Every kind of topic of contract/feed.ts: who may listen and how it begins. */
export function feedTopics({ stage, isMyOrder, isMyRoute }: TopicDeps): TopicKind[] {
  const nothing = async () => ({});
  return [
    {
      kind: 'room',
      idCount: 2,
      mayListen: (db, [sessionId]) => isWelcome(db, sessionId!),
      readState: async (db, [sessionId, shopId]) =>
        z.encode(feedStates.room, {
          ...(await roomState(db, stage, { sessionId: sessionId!, shopId: shopId! })),
          coupon: await currentDrop(db, sessionId!),
        }),
    },
    {
      kind: 'session',
      idCount: 1,
      mayListen: (db, [sessionId]) => directs(db, sessionId!),
      readState: async (db, [sessionId]) =>
        z.encode(feedStates.session, {
          ...(await sessionState(db, stage, sessionId!)),
          coupon: await currentDrop(db, sessionId!),
        }),
    },
    {
      kind: 'pool',
      idCount: 1,
      readState: async (db, [poolId]) => z.encode(feedStates.pool, await getPoolProgress(db, poolId!)),
    },
    { kind: 'pools', idCount: 0, readState: runningPools },
    {
      kind: 'board',
      idCount: 0,
      mayListen: (db) => hasRole(db, 'operator', 'shop', 'host'),
      readState: runningPools,
    },
    {
      kind: 'order',
      idCount: 1,
      mayListen: (db, [orderGroupId]) => db.actor !== null && isMyOrder(db, orderGroupId!),
      readState: nothing,
    },
    {
      kind: 'shop',
      idCount: 1,
      mayListen: (db, [shopId]) => mayActForShop(db.actor, shopId!),
      readState: nothing,
    },
    {
      kind: 'courier',
      idCount: 1,
      mayListen: (db, [routeId]) => isOperator(db.actor) || (db.actor !== null && isMyRoute(db, routeId!)),
      readState: nothing,
    },
    {
      kind: 'overview',
      idCount: 0,
      mayListen: (db) => hasRole(db, 'operator', 'shop'),
      readState: nothing,
    },
    {
      kind: 'import',
      idCount: 1,
      mayListen: (db) => isOperator(db.actor) || db.actor?.duties.has('catalogue') === true,
      readState: nothing,
    },
  ];
}

function hasRole(db: Reader, ...roles: readonly Role[]): boolean {
  return roles.some((role) => db.actor?.roles.has(role));
}

async function directs(db: Reader, sessionId: string): Promise<boolean> {
  if (isOperator(db.actor)) return true;
  const session = await findStageOf(db, sessionId);
  const { memberId } = db.actor ?? {};
  return memberId !== undefined && [session?.hostMemberId, session?.substituteMemberId].includes(memberId);
}

async function runningPools(db: Reader) {
  const { rows } = await openPoolsForSale(db, { limit: poolsShown });
  return z.encode(feedStates.pools, { pools: rows.map(({ progress }) => progress) });
}
