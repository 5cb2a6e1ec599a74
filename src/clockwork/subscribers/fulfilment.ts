import { z } from 'zod';
import { noticeArrival, noticeNextStop } from '../../domains/fulfilment/index.ts';
import type { Subscriber } from '../subscriber.ts';

const arrival = z.object({ shopOrderId: z.string() });
const road = z.object({ routeId: z.string() });

/** Texts to shoppers: parcels have arrived at the pickup point, or the courier comes to them next. */
export const fulfilmentSubscribers: Subscriber[] = [
  {
    name: 'fulfilment.notice-arrival',
    kinds: ['parcels-at-pickup'],
    handle: (tx, fact) => noticeArrival(tx, arrival.parse(fact.payload).shopOrderId),
  },
  {
    name: 'fulfilment.notice-next-stop',
    kinds: ['route-started', 'stop-completed'],
    handle: (tx, fact) => noticeNextStop(tx, road.parse(fact.payload).routeId),
  },
];
