import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import webPush from 'web-push';
import type { PushChannel } from './port.ts';

/** The pair that tells push services who we are (RFC 8292). */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Made once and kept beside the data, readable by its owner only: new keys would orphan every subscription. */
export function readVapidKeys(dataDir: string): VapidKeys {
  const file = join(dataDir, 'push-keys.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as VapidKeys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const keys = webPush.generateVAPIDKeys();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, `${JSON.stringify(keys)}\n`, { mode: 0o600, flag: 'wx' });
  return keys;
}

/**
 * Push services of browsers. An endpoint comes from a client, and this server posts to it: anything else could be an
 * address inside somebody's house.
 */
const services = [
  'fcm.googleapis.com',
  'push.services.mozilla.com',
  'notify.windows.com',
  'web.push.apple.com',
  'push.apple.com',
];

export function isPushService(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, username } = new URL(endpoint);
  if (protocol !== 'https:' || port !== '' || username !== '') return false;
  return services.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

const ttlSeconds = 3_600;
const timeoutMillis = 8_000;
/** The subscription does not exist any more. */
const goneCodes = new Set([404, 410]);

/** @param contact `mailto:` or https address by which a push service reaches whoever runs this installation */
export function openWebPush(keys: VapidKeys, contact: string): PushChannel {
  return {
    async push({ endpoint, data }, notice) {
      if (!isPushService(endpoint)) return 'gone';
      const subscription = { endpoint, keys: { p256dh: data['p256dh'] ?? '', auth: data['auth'] ?? '' } };
      try {
        await webPush.sendNotification(subscription, JSON.stringify(notice), {
          vapidDetails: { subject: contact, ...keys },
          TTL: ttlSeconds,
          timeout: timeoutMillis,
        });
        return 'taken';
      } catch (error) {
        if (goneCodes.has((error as { statusCode?: number }).statusCode ?? 0)) return 'gone';
        throw error;
      }
    },
  };
}
