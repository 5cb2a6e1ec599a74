import sharp from 'sharp';
import { Refusal } from '../../kernel/refusal.ts';
import type { PictureShape } from './port.ts';

const squarePixels = 640;
const fitPixels = 1_600;
const webpQuality = 82;
/** A small file may unpack to gigabytes: 50 megapixels is more than any phone takes. */
const inputPixelsMax = 50_000_000;

/** First bytes of the picture formats that people may upload; the declared type is not trusted. */
const signatures: readonly ((bytes: Uint8Array) => boolean)[] = [
  (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff]),
  (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47]),
  (bytes) =>
    startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50]),
];

/** Re-encodes: what leaves is a fresh WebP without metadata, whatever came in. */
export async function encodePicture(bytes: Uint8Array, shape: PictureShape): Promise<Uint8Array> {
  if (!signatures.some((matches) => matches(bytes))) {
    throw new Refusal('file-type', { types: 'JPEG, PNG, WebP' }, 'file');
  }
  const upright = sharp(bytes, { limitInputPixels: inputPixelsMax, failOn: 'error' }).rotate();
  const sized =
    shape === 'square'
      ? upright.resize(squarePixels, squarePixels, { fit: 'cover', position: 'centre' })
      : upright.resize(fitPixels, fitPixels, { fit: 'inside', withoutEnlargement: true });
  try {
    return await sized.webp({ quality: webpQuality }).toBuffer();
  } catch (error) {
    throw new Refusal('file-unreadable', { reason: (error as Error).message.split('\n')[0] ?? '' }, 'file');
  }
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, i) => bytes[i] === byte);
}
