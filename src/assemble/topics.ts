import { getRoute } from '../domains/fulfilment/index.ts';
import type { Stage } from '../domains/live/index.ts';
import { describeGroups } from '../domains/ordering/index.ts';
import type { TopicKind } from '../edge/feed/topic-kind.ts';
import { feedTopics } from '../edge/feed/topics.ts';
import type { Reader } from '../engines/db/tx.ts';
import { Refusal } from '../kernel/refusal.ts';

/** Every kind of topic of the feed, with those who may listen looked up in their domains. */
export function productTopics(stage: Stage): TopicKind[] {
  return feedTopics({ stage, isMyOrder, isMyRoute });
}

async function isMyOrder(db: Reader, orderGroupId: string): Promise<boolean> {
  const group = (await describeGroups(db, [orderGroupId])).get(orderGroupId);
  return group !== undefined && group.memberId === db.actor?.memberId;
}

async function isMyRoute(db: Reader, routeId: string): Promise<boolean> {
  try {
    await getRoute(db, { routeId });
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
