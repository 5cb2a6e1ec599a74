import type { JobWorker } from '../clockwork/job-worker.ts';
import { catalogSubscribers } from '../clockwork/subscribers/catalog.ts';
import { feedChangesSubscribers } from '../clockwork/subscribers/feed-changes.ts';
import { feedLiveSubscribers } from '../clockwork/subscribers/feed-live.ts';
import { feedOrdersSubscribers } from '../clockwork/subscribers/feed-orders.ts';
import { feedPoolsSubscribers } from '../clockwork/subscribers/feed-pools.ts';
import { fulfilmentSubscribers } from '../clockwork/subscribers/fulfilment.ts';
import { insightSubscribers } from '../clockwork/subscribers/insight.ts';
import { liveSubscribers } from '../clockwork/subscribers/live.ts';
import { orderingSubscribers } from '../clockwork/subscribers/ordering.ts';
import { settlementSubscribers } from '../clockwork/subscribers/settlement.ts';
import type { Subscriber } from '../clockwork/subscriber.ts';
import { insightTimers } from '../clockwork/timers/insight.ts';
import { lineUpTimers } from '../clockwork/timers/line-ups.ts';
import { liveTimers } from '../clockwork/timers/live.ts';
import { membershipTimers } from '../clockwork/timers/membership.ts';
import { orderingTimers } from '../clockwork/timers/ordering.ts';
import { outboxTimers } from '../clockwork/timers/outbox.ts';
import { stockTimers } from '../clockwork/timers/stock.ts';
import { supplyTimers } from '../clockwork/timers/supply.ts';
import type { Timer } from '../clockwork/timer.ts';
import { archiveSession } from '../clockwork/workers/archive-session.ts';
import { planRota } from '../clockwork/workers/plan-rota.ts';
import { runForecast } from '../clockwork/workers/run-forecast.ts';
import { silenceFormerHost } from '../clockwork/workers/silence-former-host.ts';
import { planWaveJob } from '../clockwork/workers/plan-wave.ts';
import { sendNotification } from '../clockwork/workers/send-notification.ts';
import type { SessionNews } from '../edge/feed/publish-session.ts';
import type { KeptStage } from '../edge/feed/stage.ts';
import type { Intake } from '../edge/intake.ts';
import type { Funnel } from '../engines/db/funnel.ts';
import type { FeedEngine } from '../engines/feed/port.ts';
import type { MediaEngine } from '../engines/media/port.ts';
import type { PayEngine } from '../engines/pay/port.ts';

/** Those who change what is stored. The order is that of the floors: books are written before they are counted. */
export function bookSubscribers(media: Pick<MediaEngine, 'kick' | 'discardRecording'>): Subscriber[] {
  return [
    ...liveSubscribers(media),
    ...orderingSubscribers,
    ...fulfilmentSubscribers,
    ...settlementSubscribers,
    ...insightSubscribers,
  ];
}

/** Those who tell open pages. */
export function feedSubscribers(parts: {
  feed: FeedEngine;
  funnel: Funnel;
  news: SessionNews;
}): Subscriber[] {
  return [
    ...catalogSubscribers(parts.feed),
    ...feedLiveSubscribers(parts),
    ...feedPoolsSubscribers(parts),
    ...feedOrdersSubscribers(parts),
    ...feedChangesSubscribers(parts),
  ];
}

export function allTimers(parts: {
  stage: KeptStage;
  intake: Intake;
  pay: PayEngine;
  system: Funnel;
}): Timer[] {
  return [
    ...membershipTimers,
    ...stockTimers,
    ...supplyTimers,
    ...liveTimers(parts),
    ...orderingTimers(parts),
    ...insightTimers,
    ...lineUpTimers,
    ...outboxTimers(parts.system),
  ];
}

export const allWorkers: readonly JobWorker[] = [
  sendNotification,
  archiveSession,
  silenceFormerHost,
  planRota,
  planWaveJob,
  runForecast,
];
