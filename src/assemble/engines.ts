import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { startInProcessFeed } from '../engines/feed/in-process.ts';
import type { FeedEngine } from '../engines/feed/port.ts';
import { openDiskFiles } from '../engines/files/disk.ts';
import type { FilesEngine } from '../engines/files/port.ts';
import { startEmbeddedMedia } from '../engines/media/embedded.ts';
import { openMaps } from '../engines/maps/open-maps.ts';
import type { MapsEngine } from '../engines/maps/port.ts';
import type { MediaEngine } from '../engines/media/port.ts';
import { notifyBySms } from '../engines/notify/by-sms.ts';
import type { NotifyEngine } from '../engines/notify/port.ts';
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

/** What can be swapped, as configured for this installation. */
export interface Engines {
  readonly files: FilesEngine;
  readonly sheets: SheetsEngine;
  readonly sms: SmsEngine;
  /** The page of unsent messages; null when real ones are sent. */
  readonly outbox: DevOutbox | null;
  readonly notify: NotifyEngine;
  readonly feed: FeedEngine;
  readonly media: MediaEngine;
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
  const feed = startInProcessFeed({ clock, onError: (err) => logger.error({ err }, 'feed read failed') });
  const media = await startEmbeddedMedia({
    secret,
    clock,
    rtmp: config.rtmpPort === null ? null : { port: config.rtmpPort, host: config.host },
    http: config.mediaPort === null ? null : { port: config.mediaPort, host: config.host },
    recordings: join(options.dataDir, 'recordings'),
    onRestart: (cause) => logger.warn({ cause }, 'media hub restarted'),
    onRefused: (refused) => logger.warn(refused, 'media refused'),
    onTrouble: (text) => logger.warn(text),
  });
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
    notify: notifyBySms(sms),
    feed,
    media,
    maps: openMaps(config.maps, (text) => logger.warn(text)),
    pay,
    simulator,
    async close() {
      feed.close();
      await media.close();
      await simulator?.close();
    },
  };
}
