export interface PictureSize {
  readonly widthPixel: number;
  readonly heightPixel: number;
}

const smallestSidePixel = 16;
const longestSidePixel = 4_096;
/** Profiles whose parameter set says how colour is stored (ITU-T H.264, 7.3.2.1.1). */
const profilesWithColour = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

/**
 * Size of the picture as an AVCDecoderConfigurationRecord says it in its first sequence parameter set (ISO/IEC
 * 14496-15, 5.3.3.1; ITU-T H.264, 7.3.2.1.1). Null when the record cannot be read or the size is out of all reason.
 */
export function pictureSize(avcC: Uint8Array): PictureSize | null {
  const setBytes = ((avcC[6] ?? 0) << 8) | (avcC[7] ?? 0);
  const set = avcC.subarray(8, 8 + setBytes);
  if (avcC[0] !== 1 || ((avcC[5] ?? 0) & 0x1f) === 0 || set.byteLength !== setBytes || setBytes < 4)
    return null;
  const bits = new Bits(withoutEmulation(set.subarray(1)));
  const size = readSet(bits);
  const isSane = (side: number): boolean => side >= smallestSidePixel && side <= longestSidePixel;
  return !bits.isTorn && isSane(size.widthPixel) && isSane(size.heightPixel) ? size : null;
}

function readSet(bits: Bits): PictureSize {
  const profile = bits.read(8);
  bits.read(16); // constraints and level
  bits.unsigned(); // id
  let chroma = 1;
  if (profilesWithColour.has(profile)) {
    chroma = bits.unsigned();
    if (chroma === 3) bits.read(1);
    bits.unsigned(); // bit depths
    bits.unsigned();
    bits.read(1);
    if (bits.read(1) === 1) skipScaling(bits, chroma === 3 ? 12 : 8);
  }
  bits.unsigned(); // bits of the frame number
  skipOrder(bits);
  bits.unsigned(); // reference frames
  bits.read(1);
  const blocksAcross = bits.unsigned() + 1;
  const blocksDown = bits.unsigned() + 1;
  const isWhole = bits.read(1); // frames, not fields
  if (isWhole === 0) bits.read(1);
  bits.read(1);
  const [left, right, top, bottom] =
    bits.read(1) === 1 ? [bits.unsigned(), bits.unsigned(), bits.unsigned(), bits.unsigned()] : [0, 0, 0, 0];
  const cropAcross = chroma === 1 || chroma === 2 ? 2 : 1;
  const cropDown = (chroma === 1 ? 2 : 1) * (2 - isWhole);
  return {
    widthPixel: blocksAcross * 16 - cropAcross * (left + right),
    heightPixel: blocksDown * 16 * (2 - isWhole) - cropDown * (top + bottom),
  };
}

/** 7.3.2.1.1.1 */
function skipScaling(bits: Bits, lists: number): void {
  for (let list = 0; list < lists && !bits.isTorn; list += 1) {
    if (bits.read(1) === 0) continue;
    let next = 8;
    let last = 8;
    for (let i = 0; i < (list < 6 ? 16 : 64) && next !== 0; i += 1) {
      next = (last + bits.signed() + 256) % 256;
      last = next === 0 ? last : next;
    }
  }
}

function skipOrder(bits: Bits): void {
  const kind = bits.unsigned();
  if (kind === 0) bits.unsigned();
  if (kind !== 1) return;
  bits.read(1);
  bits.signed();
  bits.signed();
  const cycle = bits.unsigned();
  for (let i = 0; i < cycle && !bits.isTorn; i += 1) bits.signed();
}

/** Takes the bytes out that keep a start code from appearing by chance (7.4.1). */
function withoutEmulation(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, i) => !(byte === 3 && i >= 2 && bytes[i - 1] === 0 && bytes[i - 2] === 0));
}

/** Bits and Exp-Golomb numbers (9.1) from the left; past the end everything is 0 and `isTorn` is set. */
class Bits {
  readonly #bytes: Uint8Array;
  #at = 0;
  isTorn = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  read(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i += 1) {
      const byte = this.#bytes[this.#at >> 3];
      if (byte === undefined) this.isTorn = true;
      value = value * 2 + (((byte ?? 0) >> (7 - (this.#at & 7))) & 1);
      this.#at += 1;
    }
    return value;
  }

  unsigned(): number {
    let zeros = 0;
    while (!this.isTorn && zeros < 32 && this.read(1) === 0) zeros += 1;
    return 2 ** zeros - 1 + this.read(zeros);
  }

  signed(): number {
    const value = this.unsigned();
    return value % 2 === 1 ? (value + 1) / 2 : -value / 2;
  }
}
