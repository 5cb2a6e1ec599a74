import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { openDiskFiles } from './disk.ts';
import { isSafeKey } from './keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'lianbo-files-'));
const files = openDiskFiles(folder);
async function stored(key: string): Promise<Buffer> {
  return Buffer.from((await files.get(key)) ?? '');
}
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('bytes by key', () => {
  test('come back as they were, replaced by the same key, gone after delete', async () => {
    await files.put('private/a/b.bin', Buffer.from('one'));
    await files.put('private/a/b.bin', Buffer.from('two'));
    expect(Buffer.from((await files.get('private/a/b.bin'))!).toString()).toBe('two');
    expect(readdirSync(join(folder, 'private/a'))).toEqual(['b.bin']);
    await files.delete('private/a/b.bin');
    await files.delete('private/a/b.bin');
    expect(await files.get('private/a/b.bin')).toBeNull();
    expect(await files.get('private/a')).toBeNull();
  });

  test('a file of the machine moves in whole, and is read by ranges', async () => {
    const path = join(folder, 'outside.bin');
    writeFileSync(path, '0123456789');
    await files.adopt('replays/a/video.mp4', path);
    expect(existsSync(path)).toBe(false);
    expect(await files.size('replays/a/video.mp4')).toBe(10);
    expect(await text(files.read('replays/a/video.mp4', 2, 5))).toBe('2345');
    expect([await files.size('replays/a'), await files.size('replays/none.mp4')]).toEqual([null, null]);
    await expect(text(files.read('replays/none.mp4', 0, 1))).rejects.toThrow('ENOENT');
  });

  test('a file over the bound is not written', async () => {
    await expect(files.put('big.bin', new Uint8Array(20_000_001))).rejects.toThrow(RangeError);
    expect(await files.get('big.bin')).toBeNull();
  });

  test.each([
    '../etc/passwd',
    'a/../../b',
    '/a',
    'a//b',
    'a/',
    '',
    '.hidden',
    'a/..b',
    'A',
    'a\\b',
    'a\0b',
    'ü',
  ])('the key %j is refused', (key) => {
    expect(isSafeKey(key)).toBe(false);
    expect(() => files.get(key)).toThrow(RangeError);
  });
});

describe('pictures', () => {
  const wide = sharp({ create: { width: 1_200, height: 300, channels: 3, background: '#c33' } });

  test('become square WebP without metadata; the same picture is one file', async () => {
    const jpeg = await wide
      .clone()
      .jpeg()
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .toBuffer();
    const key = await files.putPicture('public/items', jpeg, 'square');
    expect(await files.putPicture('public/items', jpeg, 'square')).toBe(key);
    const picture = await sharp(await stored(key)).metadata();
    expect([picture.format, picture.width, picture.height, picture.exif]).toEqual([
      'webp',
      640,
      640,
      undefined,
    ]);
  });

  test('a turned phone picture is stored upright', async () => {
    const turned = await wide.clone().jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const key = await files.putPicture('private/claims', turned, 'fit');
    const { width, height } = await sharp(await stored(key)).metadata();
    expect([width, height]).toEqual([300, 1_200]);
  });

  test('what only pretends to be a picture is refused', async () => {
    await expect(files.putPicture('public/items', Buffer.from('<svg/>'), 'square')).rejects.toMatchObject({
      code: 'file-type',
    });
    const torn = (await wide.clone().png().toBuffer()).subarray(0, 60);
    await expect(files.putPicture('public/items', torn, 'square')).rejects.toMatchObject({
      code: 'file-unreadable',
    });
  });
});
