import { createHash } from 'node:crypto';

/** What goes behind a CDN's address so that it is good until then. `path`: of the address, with its first slash. */
export interface AddressToSign {
  readonly key: string;
  readonly streamId: string;
  readonly path: string;
  readonly expiresAtMillis: number;
}

/** Tencent Cloud Live: txSecret = MD5(key + stream + txTime), txTime in hexadecimal seconds (document 267/31560). */
export function signTencent({ key, streamId, expiresAtMillis }: AddressToSign): string {
  const txTime = Math.floor(expiresAtMillis / 1_000)
    .toString(16)
    .toUpperCase();
  return `txSecret=${md5(`${key}${streamId}${txTime}`)}&txTime=${txTime}`;
}

/**
 * Alibaba Cloud Live, type A: auth_key = time-rand-uid-MD5(path-time-rand-uid-key). rand and uid may be 0, as in its
 * own example.
 */
export function signAliyun({ key, path, expiresAtMillis }: AddressToSign): string {
  const seconds = Math.floor(expiresAtMillis / 1_000);
  return `auth_key=${seconds}-0-0-${md5(`${path}-${seconds}-0-0-${key}`)}`;
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
