import { useCallback } from 'react';
import { useRead, useRenew } from '../../kit/use-api.ts';
import { useTopicEvents } from '../../kit/use-topic.ts';
import { useMe } from './use-me.ts';

/** The courier's place moves between events. */
const renewMs = 15_000;

/** One order and where its parcels are; both are read again whenever the feed says that something changed. */
export function useOrder(orderGroupId: string) {
  const { me } = useMe();
  const renew = useRenew();
  const enabled = me !== undefined;
  const order = useRead('ordering', 'getMyOrder', { orderGroupId }, { enabled });
  const isPaid = order.data?.state === 'paid';
  const tracking = useRead(
    'fulfilment',
    'getTracking',
    { orderGroupId },
    { enabled, ...(isPaid && { refetchInterval: renewMs }) },
  );
  // The first call only says that the feed is connected; what was read just now is still fresh.
  const changed = useCallback(
    (events: readonly unknown[]) => {
      if (events.length > 0) renew('ordering', 'fulfilment');
    },
    [renew],
  );
  useTopicEvents(enabled ? `order:${orderGroupId}` : undefined, changed);
  return { order, parcels: tracking.data?.rows ?? [] };
}
