import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The signed wire format, after WeChat Pay API v3: requests sign `METHOD\nPATH\nTIMESTAMP\nNONCE\nBODY\n`, answers and
 * callbacks `TIMESTAMP\nNONCE\nBODY\n`, always over the raw body. The signature is an HMAC with a shared key; v3's
 * RSA takes its place without another change here.
 */
export const signatureType = 'LIANBO-HMAC-SHA256';

/** Messages older or newer than this are replays or come from a broken clock. */
export const clockSkewSeconds = 300;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

export interface Key {
  readonly mchId: string;
  /** Signs in both directions. */
  readonly secret: string;
  /** 32 bytes: encrypts what callbacks carry. */
  readonly apiKey: Buffer;
}

/** Both keys of a merchant from one installation secret, so that a restart keeps them. */
export function keyFromSecret(installationSecret: string, mchId = '1900000109'): Key {
  const derive = (use: string) => createHmac('sha256', installationSecret).update(`pay ${use}`).digest();
  return { mchId, secret: derive('signature').toString('base64url'), apiKey: derive('callback') };
}

function mac(secret: string, lines: readonly string[]): string {
  return createHmac('sha256', secret)
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('base64');
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function isFresh(timestamp: string, now: Date): boolean {
  return (
    /^\d{1,12}$/.test(timestamp) && Math.abs(now.getTime() / 1_000 - Number(timestamp)) <= clockSkewSeconds
  );
}

/** The Authorization header of a request. `path` includes the query. */
export function authorize(key: Key, method: string, path: string, body: string, now: Date): string {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const nonce = randomBytes(16).toString('hex');
  const signature = mac(key.secret, [method, path, timestamp, nonce, body]);
  return `${signatureType} mchid="${key.mchId}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}"`;
}

export function isAuthorized(
  key: Key,
  header: string | undefined,
  method: string,
  path: string,
  body: string,
  now: Date,
): boolean {
  if (!header?.startsWith(`${signatureType} `)) return false;
  const parts = Object.fromEntries(
    [...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  const { nonce_str: nonce = '', signature = '', timestamp = '', mchid } = parts;
  return (
    mchid === key.mchId &&
    isFresh(timestamp, now) &&
    equal(signature, mac(key.secret, [method, path, timestamp, nonce, body]))
  );
}

/** Headers that sign an answer or a callback. */
export function signMessage(key: Key, body: string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const nonce = randomBytes(16).toString('hex');
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-signature': mac(key.secret, [timestamp, nonce, body]),
    'wechatpay-signature-type': signatureType,
  };
}

export function isSigned(key: Key, headers: Headers, body: string, now: Date): boolean {
  const read = (name: string) => String(headers[`wechatpay-${name}`] ?? '');
  return (
    isFresh(read('timestamp'), now) &&
    equal(read('signature'), mac(key.secret, [read('timestamp'), read('nonce'), body]))
  );
}

export interface Sealed {
  readonly algorithm: 'AEAD_AES_256_GCM';
  readonly ciphertext: string;
  readonly associated_data: string;
  readonly nonce: string;
  readonly original_type: string;
}

const tagBytes = 16;

/** The encrypted part of a callback: ciphertext and tag together in base64, a 12 character nonce. */
export function seal(key: Key, kind: string, content: unknown): Sealed {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', key.apiKey, nonce).setAAD(Buffer.from(kind));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: sealed.toString('base64'),
    associated_data: kind,
    nonce,
    original_type: kind,
  };
}

/** @throws when key, nonce or content do not belong together */
export function unseal(key: Key, { ciphertext, associated_data, nonce }: Sealed): unknown {
  const bytes = Buffer.from(ciphertext, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key.apiKey, nonce)
    .setAAD(Buffer.from(associated_data))
    .setAuthTag(bytes.subarray(-tagBytes));
  const text = Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]);
  return JSON.parse(text.toString('utf8'));
}
