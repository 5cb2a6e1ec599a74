import { expect, test } from 'vitest';
import { maskName, maskPhone } from './mask.ts';

test('a mobile number keeps its first three and last four digits', () => {
  expect(maskPhone('13812340042')).toBe('138****0042');
});

test('a number of another shape shows two characters at most', () => {
  expect(maskPhone('0571-8888123')).toBe('05****');
  expect(maskPhone('')).toBe('****');
});

test('a name keeps its first character, also one outside the basic plane', () => {
  expect(maskName('陈晓')).toBe('陈**');
  expect(maskName('𠮷田')).toBe('𠮷**');
  expect(maskName('  ')).toBe('***');
});
