import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isSafeKey } from './keys.ts';
import { encodePicture } from './picture.ts';
import type { FilesEngine } from './port.ts';

const fileBytesMax = 20_000_000;

/** Files below one folder of this machine. A file appears whole: written aside, flushed, then renamed into place. */
export function openDiskFiles(folder: string): FilesEngine {
  function pathOf(key: string): string {
    if (!isSafeKey(key)) throw new RangeError(`unsafe file key: ${key.slice(0, 60)}`);
    return join(folder, key);
  }
  async function put(key: string, bytes: Uint8Array): Promise<void> {
    const path = pathOf(key);
    if (bytes.length > fileBytesMax)
      throw new RangeError(`file of ${bytes.length} bytes, at most ${fileBytesMax}`);
    await mkdir(dirname(path), { recursive: true });
    const draft = `${path}.${randomUUID()}~`;
    try {
      await writeThrough(draft, bytes);
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }
  return {
    put,
    get: (key) => readFile(pathOf(key)).catch(nullWhenMissing),
    async adopt(key, path) {
      const target = pathOf(key);
      await mkdir(dirname(target), { recursive: true });
      await rename(path, target).catch(async (error: NodeJS.ErrnoException) => {
        // Another disk: copied aside first, so that it still appears whole.
        if (error.code !== 'EXDEV') throw error;
        const draft = `${target}.${randomUUID()}~`;
        await copyFile(path, draft);
        await rename(draft, target);
        await rm(path);
      });
    },
    size: (key) => stat(pathOf(key)).then((found) => (found.isFile() ? found.size : null), nullWhenMissing),
    read: (key, start, end) => createReadStream(pathOf(key), { start, end }),
    delete: (key) => rm(pathOf(key), { force: true }),
    async putPicture(prefix, bytes, shape) {
      const picture = await encodePicture(bytes, shape);
      const key = `${prefix}/${createHash('sha256').update(picture).digest('hex').slice(0, 32)}.webp`;
      await put(key, picture);
      return key;
    },
  };
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'EISDIR' || error.code === 'ENOTDIR') return null;
  throw error;
}
