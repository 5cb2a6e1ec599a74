import { join } from 'node:path';
import type { Logger } from 'pino';
import { openSelfCheck } from '../engines/media/check/self-check.ts';
import { checkServer } from '../engines/media/check/check-server.ts';
import { startEmbeddedMedia } from '../engines/media/embedded.ts';
import type { RefusalNote } from '../engines/media/hub/ipc.ts';
import type { MediaCheck, MediaEngine, MediaSetup } from '../engines/media/port.ts';
import { asksUs } from '../engines/media/servers/addresses.ts';
import { hookKeyOf } from '../engines/media/servers/hook-desk.ts';
import { showThrough } from '../engines/media/servers/show-through.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../kernel/clock.ts';

export interface MediaOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly secret: string;
  readonly dataDir: string;
  readonly logger: Logger;
  /** The product's own address as this machine reaches it. */
  readonly callbackOrigin: string;
}

/** Live video, and the means to find out whether it works. */
export interface Media {
  readonly media: MediaEngine;
  readonly mediaCheck: { readonly setup: () => MediaSetup; readonly run: () => Promise<MediaCheck[]> };
}

/** The hub on this machine, and the media server that shows what it has, when there is one. */
export async function startMedia(options: MediaOptions): Promise<Media> {
  const { config, clock, secret, logger, callbackOrigin: origin } = options;
  const onRefused = (refused: RefusalNote): void => logger.warn(refused, 'media refused');
  const onTrouble = (text: string): void => logger.warn(text);
  const hub = await startEmbeddedMedia({
    secret,
    clock,
    rtmp: config.rtmpPort === null ? null : { port: config.rtmpPort, host: config.host },
    http: config.mediaPort === null ? null : { port: config.mediaPort, host: config.host },
    recordings: join(options.dataDir, 'recordings'),
    onRestart: (cause) => logger.warn({ cause }, 'media hub restarted'),
    onRefused,
    onTrouble,
  });
  const { mediaServer: server } = config;
  const setup = (): MediaSetup => ({
    server: server?.kind ?? 'embedded',
    rtmpPort: hub.health().rtmpPort,
    httpPort: config.mediaPort,
    isRecording: true,
    pushUrl: server?.pushUrl ?? null,
    playUrl: server?.playUrl ?? null,
    hookKey: server && asksUs(server.kind) ? hookKeyOf(secret) : null,
  });
  if (server === null) {
    const run = openSelfCheck({ media: hub, origin, isRecording: true });
    return { media: hub, mediaCheck: { setup, run } };
  }
  const media = showThrough(hub, { config: server, secret, clock, onRefused, onTrouble });
  const check = (streamId: string) => checkServer(media, server, streamId);
  const run = openSelfCheck({ media, origin, isRecording: true, checkServer: check });
  return { media, mediaCheck: { setup, run } };
}
