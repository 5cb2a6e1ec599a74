import { z } from 'zod';
import { feedEvents } from '../../../contract/feed.ts';
import { roomsWithPools } from '../../domains/live/index.ts';
import { getPoolProgress, poolByShop } from '../../domains/supply/index.ts';
import { publishChanged } from '../../edge/feed/publish-changed.ts';
import type { SessionNews } from '../../edge/feed/publish-session.ts';
import type { Funnel } from '../../engines/db/funnel.ts';
import type { Reader } from '../../engines/db/tx.ts';
import type { FeedEngine, FeedEvent } from '../../engines/feed/port.ts';
import type { Subscriber } from '../subscriber.ts';

export interface FeedPoolsDeps {
  readonly feed: FeedEngine;
  readonly funnel: Funnel;
  readonly news: SessionNews;
}

const ofPool = z.object({ poolId: z.string() });
const moves = ['pool-progressed', 'pool-formed', 'pool-closed', 'pool-failed', 'pool-prolonged'];
const milestones = ['purchase-order-answered', 'goods-received'];

/** Pools as they fill, to their bars on every page and in every room that shows them. */
export function feedPoolsSubscribers({ feed, funnel, news }: FeedPoolsDeps): Subscriber[] {
  return [
    {
      name: 'feed.pools',
      kinds: [...moves, ...milestones],
      async handle(tx, { kind, payload, at }) {
        const { allianceId } = tx;
        const { poolId } = ofPool.parse(payload);
        const showing = await roomsWithPools(tx, [poolId]);
        function publish(name: string, read: (db: Reader) => Promise<FeedEvent>): void {
          const event = () => funnel.read({ allianceId, actor: null }, read);
          feed.publish({ allianceId, name }, { mode: 'last', key: poolId, event });
        }
        return () => {
          publish(`pool:${poolId}`, (db) => readProgress(db, poolId));
          publish('pools', (db) => readProgress(db, poolId));
          publish('board', (db) => readBoard(db, poolId));
          news.items(allianceId, showing);
          if (kind !== 'pool-progressed') publishChanged(feed, allianceId, ['overview'], kind, at);
        };
      },
    },
  ];
}

async function readProgress(db: Reader, poolId: string): Promise<FeedEvent> {
  return z.encode(feedEvents.pool, { kind: 'progress', progress: await getPoolProgress(db, poolId) });
}

/** Who brought how much is for operators, shops and hosts. */
async function readBoard(db: Reader, poolId: string): Promise<FeedEvent> {
  return z.encode(feedEvents.pool, {
    kind: 'progress',
    progress: await getPoolProgress(db, poolId),
    byShop: await poolByShop(db, poolId),
  });
}
