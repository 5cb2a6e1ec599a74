import { expect, test } from 'vitest';
import { formatTables } from '../texts/format.ts';
import { agoWords, countWords, dayWords, momentWords, walkWords, weightWords } from './words.ts';

const T = formatTables.zh;
const now = Date.parse('2026-11-22T08:32:00Z');

test('counts are exact up to 9,999, then in 万', () => {
  expect(countWords(9999, T)).toBe('9,999');
  expect(countWords(12_999, T)).toBe('1.2 万');
  expect(countWords(20_000, T)).toBe('2 万');
  expect(countWords(12_999, formatTables.en)).toBe('12.9k');
});

test('days are told as people say them', () => {
  expect(momentWords('2026-11-22T10:46:00Z', now, T)).toBe('18:46');
  expect(momentWords('2026-11-23T02:00:00Z', now, T)).toBe('明天 10:00');
  expect(dayWords('2026-11-24T02:00:00Z', now, T)).toBe('11 月 24 日');
  expect(dayWords('2025-11-24T02:00:00Z', now, T)).toBe('2025 年 11 月 24 日');
  expect(agoWords(now - 8000, now, T)).toBe('8 秒前');
  expect(agoWords(now - 1000, now, T)).toBe('刚刚');
});

test('minutes on foot come before metres', () => {
  expect(walkWords(210, T)).toBe('步行 3 分钟');
  expect(walkWords(2400, T)).toBe('2.4 公里');
  expect(weightWords(2500)).toBe('2.5 kg');
  expect(weightWords(500)).toBe('500 g');
});
