import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { startInProcessFeed } from '../engines/feed/in-process.ts';
import type { FeedEngine } from '../engines/feed/port.ts';
import { openDiskFiles } from '../engines/files/disk.ts';
import type { FilesEngine } from '../engines/files/port.ts';
import { openMaps } from '../engines/maps/open-maps.ts';
import type { MapsEngine } from '../engines/maps/port.ts';
import type { MediaEngine } from '../engines/media/port.ts';
import { notifyByChannels, simulatePush } from '../engines/notify/by-channels.ts';
import type { NotifyEngine } from '../engines/notify/port.ts';
import { openWebPush, readVapidKeys } from '../engines/notify/web-push.ts';
import { openPayClient } from '../engines/pay/client.ts';
import type { PayEngine } from '../engines/pay/port.ts';
import { startSimulator, type Simulator } from '../engines/pay/simulator/start-simulator.ts';
import { keyFromSecret } from '../engines/pay/wire.ts';
import type { SheetsEngine } from '../engines/sheets/port.ts';
import { openThreadedSheets } from '../engines/sheets/threaded.ts';
import { openDevOutbox, type DevOutbox } from '../engines/sms/dev-outbox.ts';
import type { SmsEngine } from '../engines/sms/port.ts';
import { openSmsWebhook } from '../engines/sms/webhook.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Media, startMedia } from './media.ts';

/** What can be swapped, as configured for this installation. */
export interface Engines {
  readonly files: FilesEngine;
  readonly sheets: SheetsEngine;
  readonly sms: SmsEngine;
  /** The page of unsent messages; null when real ones are sent. */
  readonly outbox: DevOutbox | null;
  readonly notify: NotifyEngine;
  /** What browsers subscribe with to be pushed to. */
  readonly pushKey: string;
  readonly feed: FeedEngine;
  readonly media: MediaEngine;
  readonly mediaCheck: Media['mediaCheck'];
  readonly maps: MapsEngine;
  readonly pay: PayEngine;
  /** Our own payment provider, in demo mode. */
  readonly simulator: Simulator | null;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly secret: string;
  readonly dataDir: string;
  readonly logger: Logger;
  /** Where the payment provider reaches us. */
  readonly callbackOrigin: string;
}

export async function startEngines(options: EngineOptions): Promise<Engines> {
  const { config, clock, secret, logger } = options;
  const outbox = config.smsWebhook ? null : openDevOutbox(clock);
  const sms = outbox ?? openSmsWebhook({ url: config.smsWebhook!, secret, clock });
  const vapid = readVapidKeys(options.dataDir);
  const simulated = outbox && simulatePush(outbox, ({ channel }) => channel);
  const feed = await startFeed(options);
  const { media, mediaCheck } = await startMedia(options);
  const key = keyFromSecret(secret);
  const simulator = config.payUrl
    ? null
    : await startSimulator({ port: config.payPort, host: config.host, key, clock });
  const pay = openPayClient({
    baseUrl: config.payUrl ?? simulator!.url,
    key,
    notifyUrl: `${options.callbackOrigin}/api/pay/callback`,
    clock,
    followsVisitor: simulator !== null,
  });
  return {
    files: openDiskFiles(join(options.dataDir, 'files')),
    sheets: openThreadedSheets(),
    sms,
    outbox,
    notify: notifyByChannels(
      {
        ...(simulated && { 'web-push': simulated, 'wx-subscribe': simulated }),
        ...(config.pushContact && { 'web-push': openWebPush(vapid, config.pushContact) }),
      },
      sms,
    ),
    pushKey: vapid.publicKey,
    feed,
    media,
    mediaCheck,
    maps: openMaps(config.maps, (text) => logger.warn(text)),
    pay,
    simulator,
    async close() {
      await feed.close();
      await media.close();
      await simulator?.close();
    },
  };
}

/** The client of Redis is loaded only where there is a Redis. */
async function startFeed({ config, clock, logger }: EngineOptions): Promise<FeedEngine> {
  const onError = (err: unknown) => logger.error({ err }, 'feed read failed');
  if (config.redisUrl === null) return startInProcessFeed({ clock, onError });
  const { startRedisFeed } = await import('../engines/feed/redis/feed.ts');
  return startRedisFeed({
    url: config.redisUrl,
    clock,
    onError,
    onLine(lost) {
      if (lost)
        logger.error({ err: lost }, 'feed: Redis is away, this node hears only itself until it is back');
      else logger.warn('feed: Redis is back, everyone who listens is told the state');
    },
  });
}
