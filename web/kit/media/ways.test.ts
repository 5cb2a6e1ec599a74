import { describe, expect, test } from 'vitest';
import { hlsPathOf, isElsewhere, waysFor } from './ways.ts';

describe('ways of the picture', () => {
  test('the soonest first, the browser itself last, and none where nothing helps', () => {
    expect(waysFor({ hasMediaSource: true, hasNativeHls: false })).toEqual([
      'message',
      'low-latency',
      'plain',
    ]);
    expect(waysFor({ hasMediaSource: true, hasNativeHls: true }).at(-1)).toBe('native');
    expect(waysFor({ hasMediaSource: false, hasNativeHls: true })).toEqual(['native']);
    expect(waysFor({ hasMediaSource: false, hasNativeHls: false })).toEqual([]);
  });

  test('the token names the folder', () => {
    expect(hlsPathOf('/media/play?action=play&stream=s&sign=x-_')).toBe(
      '/media/hls/action=play&stream=s&sign=x-_/live.m3u8',
    );
  });

  test('another media server has its own address', () => {
    const url = 'https://play.example/live/s.m3u8?txSecret=0';
    expect(isElsewhere(url)).toBe(true);
    expect(isElsewhere('/media/play?https://x')).toBe(false);
    expect(hlsPathOf(url)).toBe(url);
  });
});
