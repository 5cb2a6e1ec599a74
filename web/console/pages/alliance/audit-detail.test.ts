import { expect, test } from 'vitest';
import { auditDetail } from './audit-detail.ts';

test('a detail is read name by name; a cut one stands as it is', () => {
  expect(auditDetail('{"name":"阿珍","pieces":3,"tiers":[1]}')).toEqual([
    ['name', '阿珍'],
    ['pieces', '3'],
    ['tiers', '[1]'],
  ]);
  expect(auditDetail('{"name":"阿')).toEqual([['…', '{"name":"阿']]);
  expect(auditDetail('')).toEqual([]);
});
