import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

test('a hash opens to its own password only and never repeats', async () => {
  const [first, second] = await Promise.all([hashPassword('街坊-2026!'), hashPassword('街坊-2026!')]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(first).not.toBe(second);
  expect(await verifyPassword(first, '街坊-2026!')).toBe(true);
  expect(await verifyPassword(first, '街坊-2026')).toBe(false);
});

test('full-width letters are the same password as half-width ones', async () => {
  expect(await verifyPassword(await hashPassword('ｌｉａｎｂｏ２６'), 'lianbo26')).toBe(true);
});

test('nobody and a person without a password are refused', async () => {
  expect(await verifyPassword(null, 'anything at all')).toBe(false);
});

// Made by the reference implementation: echo -n "password" | argon2 somesalt -id -t 2 -m 16 -p 1 -l 24
test('a hash of the reference implementation is understood', async () => {
  const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  expect(await verifyPassword(reference, 'password')).toBe(true);
  expect(await verifyPassword(reference, 'passwort')).toBe(false);
});

test('a damaged or greedy hash is a defect, not a no', async () => {
  await expect(verifyPassword('plain text', 'x')).rejects.toThrow('PHC');
  const greedy = '$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8';
  await expect(verifyPassword(greedy, 'x')).rejects.toThrow('memory');
});
