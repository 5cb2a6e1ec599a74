import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MediaAction, MediaGrant, TokenRefusal } from './port.ts';

const idPattern = /^[\w-]{1,64}$/;
const millisPattern = /^\d{1,15}$/;
const shortestSecretLength = 32;

/**
 * The query string of a door: stream, action, room, holder, times and an HMAC-SHA256 over them.
 * Throws a RangeError for ids that cannot travel in a token: they come from the server, never from a person.
 */
export function signToken(secret: string, grant: MediaGrant): string {
  if (secret.length < shortestSecretLength)
    throw new RangeError('media secret is shorter than 32 characters');
  if (!isWellFormed(grant)) throw new RangeError('ids in a media token are 1–64 letters, digits, - or _');
  const fields = {
    action: grant.action,
    stream: grant.streamId,
    room: grant.roomId,
    member: grant.memberId,
    issued: String(grant.issuedAtMillis),
    expires: String(grant.expiresAtMillis),
  };
  return new URLSearchParams({ ...fields, sign: signature(secret, grant).toString('base64url') }).toString();
}

/** Reads a token, or says why not. The signature is checked first, so a forger learns nothing else. */
export function verifyToken(
  secret: string,
  action: MediaAction,
  token: string,
  nowMillis: number,
): MediaGrant | TokenRefusal {
  const query = new URLSearchParams(token);
  const grant = readGrant(query);
  if (grant === null) return 'malformed';
  const given = Buffer.from(query.get('sign') ?? '', 'base64url');
  const expected = signature(secret, grant);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'forged';
  if (grant.action !== action) return 'foreign';
  return nowMillis >= grant.expiresAtMillis ? 'expired' : grant;
}

function readGrant(query: URLSearchParams): MediaGrant | null {
  const action = query.get('action');
  const issued = query.get('issued') ?? '';
  const expires = query.get('expires') ?? '';
  if (action !== 'publish' && action !== 'play') return null;
  if (!millisPattern.test(issued) || !millisPattern.test(expires)) return null;
  const grant = {
    action,
    streamId: query.get('stream') ?? '',
    roomId: query.get('room') ?? '',
    memberId: query.get('member') ?? '',
    issuedAtMillis: Number(issued),
    expiresAtMillis: Number(expires),
  } as const;
  return isWellFormed(grant) ? grant : null;
}

/** Ids without a line break: the signed text separates its fields by one. */
function isWellFormed(grant: MediaGrant): boolean {
  const mayBeEmpty = (id: string): boolean => id === '' || idPattern.test(id);
  return idPattern.test(grant.streamId) && mayBeEmpty(grant.roomId) && mayBeEmpty(grant.memberId);
}

function signature(secret: string, grant: MediaGrant): Buffer {
  const text = [
    'lianbo-media-1',
    grant.action,
    grant.streamId,
    grant.roomId,
    grant.memberId,
    grant.issuedAtMillis,
    grant.expiresAtMillis,
  ].join('\n');
  return createHmac('sha256', secret).update(text).digest();
}
