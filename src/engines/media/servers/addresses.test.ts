import { describe, expect, test } from 'vitest';
import { verifyToken } from '../token.ts';
import { addressOf, faultOf } from './addresses.ts';
import type { ServerConfig } from './server.ts';
import { signAliyun, signTencent } from './sign-address.ts';

const secret = 'a secret of at least 32 characters';
const grant = {
  action: 'play',
  streamId: 's-1',
  roomId: 'a',
  memberId: '',
  issuedAtMillis: 1_764_000_000_000,
  expiresAtMillis: 1_764_007_200_000,
} as const;
const own: ServerConfig = {
  kind: 'srs',
  pushUrl: 'rtmp://srs.example/live/{stream}?{token}',
  playUrl: 'https://srs.example/live/{stream}.m3u8?{token}',
  pushKey: null,
  playKey: null,
};

describe('addresses of CDNs', () => {
  test('Tencent Cloud: the example of its documentation (267/31560)', () => {
    const key = 'e12c46f2612d5106e2034781ab261ca3';
    const expiresAtMillis = Number.parseInt('5C271099', 16) * 1_000;
    expect(signTencent({ key, streamId: 'test', path: '', expiresAtMillis })).toBe(
      'txSecret=f85a2ab363fe4deaffef9754d79da6fe&txTime=5C271099',
    );
  });

  test('Alibaba Cloud: the example of its documentation', () => {
    const path = '/video/standard';
    const expiresAtMillis = 1_622_194_197_000;
    expect(signAliyun({ key: 'aliyunliveexp1234', streamId: '', path, expiresAtMillis })).toBe(
      'auth_key=1622194197-0-0-5552ff52b5e4e20387c6dc18afce206b',
    );
  });

  test('the whole path is signed, that of a playlist too; without a key nothing is', () => {
    const aliyun: ServerConfig = { ...own, kind: 'aliyun', pushKey: 'p', playKey: 'q' };
    const url = new URL(addressOf(aliyun, secret, grant));
    expect(url.pathname).toBe('/live/s-1.m3u8');
    const { expiresAtMillis } = grant;
    expect(url.search).toBe(
      `?${signAliyun({ key: 'q', streamId: '', path: url.pathname, expiresAtMillis })}`,
    );
    const open: ServerConfig = { ...own, kind: 'tencent', playUrl: 'https://x.example/live/{stream}.m3u8' };
    expect(addressOf(open, secret, grant)).toBe('https://x.example/live/s-1.m3u8');
  });
});

describe('addresses of servers that ask us', () => {
  test('carry our own token, wherever it stands', () => {
    for (const playUrl of [own.playUrl, 'https://nginx.example/hls/{token}/{stream}.m3u8']) {
      const address = addressOf({ ...own, playUrl }, secret, grant);
      const token = /[?/](action=[^/]+)/.exec(address)?.[1] ?? '';
      expect(verifyToken(secret, 'play', token, grant.issuedAtMillis)).toEqual(grant);
      expect(address).toContain('s-1.m3u8');
    }
  });

  test('faults of a configuration are said in words', () => {
    expect(faultOf(own)).toBe(null);
    expect(faultOf({ ...own, pushUrl: '' })).toContain('LIANBO_MEDIA_PUSH_URL');
    expect(faultOf({ ...own, pushUrl: 'https://x/{stream}?{token}' })).toContain('rtmp://');
    expect(faultOf({ ...own, playUrl: 'https://x/live.m3u8?{token}' })).toContain('{stream}');
    expect(faultOf({ ...own, playUrl: 'https://x/{stream}.m3u8' })).toContain('{token}');
    expect(faultOf({ ...own, playUrl: 'https://me:pw@x/{stream}.m3u8?{token}' })).toContain('password');
    expect(faultOf({ ...own, kind: 'tencent', playUrl: 'https://x/{stream}.m3u8' })).toBe(null);
    expect(faultOf({ ...own, kind: 'tencent', playKey: 'k', playUrl: 'https://x/{stream}.m3u8' })).toContain(
      '{token}',
    );
  });
});
