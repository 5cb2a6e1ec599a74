import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Gate } from './gate.ts';
import type { MediaGrant } from './port.ts';
import { signToken, verifyToken } from './token.ts';

const secret = 'a secret of at least 32 characters';
const grant: MediaGrant = {
  action: 'play',
  streamId: 'stream-1',
  roomId: 'room-1',
  memberId: 'member-1',
  issuedAtMillis: 1_000,
  expiresAtMillis: 9_000,
};

describe('media token', () => {
  test('says what was signed', () => {
    expect(verifyToken(secret, 'play', signToken(secret, grant), 5_000)).toEqual(grant);
  });

  test('is refused when any one character was changed', () => {
    const token = signToken(secret, grant);
    const changed = fc.tuple(fc.nat(token.length - 1), fc.constantFrom(...'aB3-_&=%x'));
    fc.assert(
      fc.property(changed, ([at, letter]) => {
        const forged = token.slice(0, at) + letter + token.slice(at + 1);
        const said = verifyToken(secret, 'play', forged, 5_000);
        // A base64 digit may change without changing the bytes it stands for; then nothing was forged.
        const isSame = typeof said !== 'string' && JSON.stringify(said) === JSON.stringify(grant);
        expect(typeof said === 'string' || isSame).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('is refused by another secret, for another door and after its time', () => {
    const token = signToken(secret, grant);
    expect(verifyToken(secret.toUpperCase(), 'play', token, 5_000)).toBe('forged');
    expect(verifyToken(secret, 'publish', token, 5_000)).toBe('foreign');
    expect(verifyToken(secret, 'play', token, 9_000)).toBe('expired');
    expect(verifyToken(secret, 'play', '', 5_000)).toBe('malformed');
  });

  test('does not open another room with the signature of the first', () => {
    const foreign = signToken(secret, grant).replace('room-1', 'room-2');
    expect(verifyToken(secret, 'play', foreign, 5_000)).toBe('forged');
  });

  test('cannot be made with ids that break the signed text apart', () => {
    expect(() => signToken(secret, { ...grant, roomId: 'a\nb' })).toThrow(RangeError);
    expect(() => signToken('short', grant)).toThrow(RangeError);
  });
});

describe('gate', () => {
  test('refuses tokens issued before a kick and takes later ones', () => {
    const gate = new Gate(secret, () => 5_000);
    gate.remember({
      target: { streamId: 'stream-1', action: 'play', memberId: 'member-1' },
      atMillis: 2_000,
    });
    expect(gate.authorize('play', signToken(secret, grant))).toBe('kicked');
    const later = { ...grant, issuedAtMillis: 2_001 };
    expect(gate.authorize('play', signToken(secret, later))).toEqual(later);
    const neighbour = { ...grant, memberId: 'member-2' };
    expect(gate.authorize('play', signToken(secret, neighbour))).toEqual(neighbour);
  });

  test('a token it knows still grows old, is kicked, and opens no other door', () => {
    let nowMillis = 5_000;
    const gate = new Gate(secret, () => nowMillis);
    const token = signToken(secret, grant);
    expect(gate.authorize('play', token)).toEqual(grant);
    expect(gate.authorize('play', token)).toEqual(grant);
    expect(gate.authorize('publish', token)).toBe('foreign');
    expect(gate.authorize('play', `${token}A`)).toBe('forged');
    gate.remember({ target: { streamId: 'stream-1', action: 'play' }, atMillis: 999 });
    expect(gate.authorize('play', token)).toEqual(grant);
    nowMillis = 9_000;
    expect(gate.authorize('play', token)).toBe('expired');
    nowMillis = 5_000;
    gate.remember({ target: { streamId: 'stream-1', action: 'play' }, atMillis: 5_000 });
    expect(gate.authorize('play', token)).toBe('kicked');
  });

  test('a kick without a member is for all of the stream', () => {
    const gate = new Gate(secret, () => 5_000);
    gate.remember({ target: { streamId: 'stream-1', action: 'play' }, atMillis: 2_000 });
    expect(gate.authorize('play', signToken(secret, grant))).toBe('kicked');
    const publisher = { ...grant, action: 'publish' } as const;
    expect(gate.authorize('publish', signToken(secret, publisher))).toEqual(publisher);
  });
});
