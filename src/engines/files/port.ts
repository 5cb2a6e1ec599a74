import type { Readable } from 'node:stream';
/** `square`: cut to 640 × 640 from the middle. `fit`: whole picture, at most 1,600 on the longer side. */
export type PictureShape = 'square' | 'fit';

/**
 * Bytes by key. A key is slash-separated segments of lower-case letters, digits, `-`, `_` and `.`, at most 200
 * characters ("public/items/<id>/<hash>.webp"). Keys below `public/` are served to anyone at /files/<key>.
 */
export interface FilesEngine {
  /** Writes the whole file or nothing; the same key again replaces it. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array | null>;
  /** Moves a file of this machine in; for what is too long to be held in memory. Replaces the same key. */
  adopt(key: string, path: string): Promise<void>;
  /** Length in bytes; null when the key is not there. */
  size(key: string): Promise<number | null>;
  /** The bytes from `from` to `until`, both included. Fails while reading when the key is not there. */
  read(key: string, from: number, until: number): Readable;
  /** A key that is not there is fine. */
  delete(key: string): Promise<void>;
  /**
   * Re-encodes an uploaded JPEG, PNG or WebP as WebP, upright and without its metadata, stores it in `folder` under
   * the hash of the result, and returns the key: the same picture twice is one file. Refuses with `file-unreadable`.
   */
  putPicture(folder: string, bytes: Uint8Array, shape: PictureShape): Promise<string>;
}

/** Where a stored public file is fetched from. */
export function fileUrl(key: string): string {
  return `/files/${key}`;
}
