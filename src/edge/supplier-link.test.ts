import { expect, test } from 'vitest';
import { readSupplierLink, signSupplierLink } from './supplier-link.ts';

const link = {
  allianceId: '0197a000-0000-7000-8000-00000000000a',
  purchaseOrderId: '0197a000-0000-7000-8000-00000000000b',
  expiresAt: new Date('2026-12-24T12:00:00Z'),
};
const now = new Date('2026-11-23T12:00:00Z');
const token = signSupplierLink('secret', link);

test('a link opens the order it was signed for', () => {
  expect(readSupplierLink('secret', token, link.allianceId, now)).toEqual(link);
});

test('a changed byte, another secret and another alliance are refused', () => {
  for (let at = 0; at < token.length; at += 7) {
    const forged = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    expect(() => readSupplierLink('secret', forged, link.allianceId, now)).toThrow('bad-signature');
  }
  expect(() => readSupplierLink('other', token, link.allianceId, now)).toThrow('bad-signature');
  expect(() => readSupplierLink('secret', token, link.purchaseOrderId, now)).toThrow('bad-signature');
  expect(() => readSupplierLink('secret', '', link.allianceId, now)).toThrow('bad-signature');
});

test('a link ends with its expiry', () => {
  const justBefore = new Date(link.expiresAt.getTime() - 1);
  expect(readSupplierLink('secret', token, link.allianceId, justBefore)).toEqual(link);
  expect(() => readSupplierLink('secret', token, link.allianceId, link.expiresAt)).toThrow('link-expired');
});
