import { expect, test } from 'vitest';
import { bannedIn } from './banned.ts';

const words = [
  { word: '最便宜', suggestion: '改说“今天街坊价”' },
  { word: '全网最便宜', suggestion: '改说“今天街坊价 ¥23.80”' },
  { word: '100%', suggestion: '说出实际的检测结果' },
];

test('the longest word counts, spaces and full width do not hide it', () => {
  expect(bannedIn('今天 全 网，最便宜', words)?.word).toBe('全网最便宜');
  expect(bannedIn('１００％ 新鲜', words)?.word).toBe('100%');
});

test('honest words pass', () => {
  expect(bannedIn('今早五点摘的，100 斤', words)).toBeUndefined();
});
