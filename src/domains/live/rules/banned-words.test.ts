import { expect, test } from 'vitest';
import { defaultBannedWords, findBanned } from './banned-words.ts';

function found(text: string): string[] {
  return findBanned(text, defaultBannedWords).map(({ word }) => word);
}

test('absolute claims are heard, the longest first', () => {
  expect(found('今天全网最便宜啦')).toEqual(['全网最便宜', '最便宜']);
  expect(found('国家级品质，销量第一')).toEqual(['销量第一', '国家级']);
});

test('spaces, marks, width and case do not hide a word', () => {
  expect(found('全 网·最*低')).toEqual(['全网最低']);
  expect(found('加 微 信')).toEqual(['加微信']);
  expect(findBanned('ＶＩＰ专享', [{ word: 'vip' }])).toHaveLength(1);
});

test('everyday talk passes', () => {
  for (const text of [
    '荔枝核大不大呀？',
    '第一次买，能送到 11 栋楼下吗',
    '来 100 件',
    '最好下午送',
    '上次的很甜',
  ])
    expect(found(text)).toEqual([]);
  expect(found('100% 新鲜')).toEqual(['100%']);
});

test('a word of marks alone catches nothing', () => {
  expect(findBanned('你好', [{ word: '！！' }])).toEqual([]);
});

test('every default has a suggestion that is not banned itself', () => {
  for (const { suggestion } of defaultBannedWords) {
    expect(suggestion).not.toBe('');
    expect(found(suggestion)).toEqual([]);
  }
});
