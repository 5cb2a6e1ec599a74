import { Card } from '../../kit/parts/card.tsx';
import { Timeline, type TimelineStep } from '../../kit/parts/timeline.tsx';
import { useOrderText } from '../texts/order.ts';
import type { Order, Parcel } from './answers.ts';

/** Kinds that tell of something gone wrong. */
const badKinds = /fail|short|lost|damaged/;
const doneStates: readonly Order['state'][] = ['done', 'closed', 'cancelled'];

/** Everything that happened to the order and its parcels, newest first, each thing once. */
export function orderSteps(order: Order, parcels: readonly Parcel[]): TimelineStep[] {
  const all = [...order.timeline, ...parcels.flatMap(({ events }) => events)];
  const once = new Map(all.map((event) => [`${event.at} ${event.text}`, event]));
  return [...once.values()]
    .sort((a, b) => b.at.localeCompare(a.at))
    .map(({ at, kind, text }, index) => ({
      key: `${at} ${text}`,
      title: text,
      at,
      state: badKinds.test(kind) ? 'bad' : index === 0 && !doneStates.includes(order.state) ? 'now' : 'done',
    }));
}

export function OrderSteps({ order, parcels }: { order: Order; parcels: readonly Parcel[] }) {
  const T = useOrderText();
  return (
    <Card as="section" className="px-4">
      <h2 className="lb-unseen">{T.progress}</h2>
      <Timeline steps={orderSteps(order, parcels)} />
    </Card>
  );
}
