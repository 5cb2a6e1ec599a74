import { expect, test } from 'vitest';
import { documentNumber } from './document-number.ts';

test('kind, month and day, at least two digits', () => {
  expect(documentNumber('PO', '2026-11-23', 7)).toBe('PO-1123-07');
  expect(documentNumber('PO', '2026-11-23', 123)).toBe('PO-1123-123');
});
