import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';

const tokenBytes = 32;

/** An unguessable opaque token for a cookie: 43 characters of base64url. */
export function newToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}

/** What is stored instead of the token: a leaked table opens no door. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Six digits, evenly distributed, leading zeros kept. */
export function newCode(): string {
  return randomInt(1_000_000).toString().padStart(6, '0');
}

/** Keyed, because a million codes are guessed from a plain hash in a second. Bound to the phone it was sent to. */
export function hashCode(secret: string, phone: string, code: string): Buffer {
  return createHmac('sha256', secret).update(`one-time-code ${phone} ${code}`).digest();
}
