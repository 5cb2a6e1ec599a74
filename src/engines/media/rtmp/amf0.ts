/** A value of AMF0 (Adobe, "Action Message Format – AMF 0", 2007). Dates are read as milliseconds. */
export type AmfValue = number | boolean | string | null | AmfObject | readonly AmfValue[];
export interface AmfObject {
  readonly [name: string]: AmfValue;
}

const deepest = 8;
const mostValues = 512;

/** Reads a row of values; null when the bytes are torn, too deep, too many or of a type nobody sends. */
export function readAmf(bytes: Uint8Array): AmfValue[] | null {
  const reader = new AmfReader(bytes);
  const values: AmfValue[] = [];
  while (!reader.isAtEnd) {
    const value = reader.value(0);
    if (value === undefined) return null;
    values.push(value);
  }
  return values;
}

/** Gives undefined for whatever it cannot read; the caller then drops the whole row. */
class AmfReader {
  readonly #bytes: Buffer;
  #at = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  value(depth: number): AmfValue | undefined {
    this.#count += 1;
    if (depth > deepest || this.#count > mostValues) return undefined;
    const type = this.#take(1)?.[0];
    switch (type) {
      case 0x00:
        return this.#take(8)?.readDoubleBE();
      case 0x01:
        return this.#flag();
      case 0x02:
        return this.#text(2);
      case 0x03:
        return this.#object(depth);
      case 0x05: // null
      case 0x06: // undefined
        return null;
      case 0x08: // the announced length is only a hint
        return this.#take(4) && this.#object(depth);
      case 0x0a:
        return this.#list(depth);
      case 0x0b: // milliseconds and a time zone that is always zero
        return this.#take(10)?.readDoubleBE();
      case 0x0c:
        return this.#text(4);
      default:
        return undefined;
    }
  }

  #take(count: number): Buffer | undefined {
    if (this.#at + count > this.#bytes.length) return undefined;
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  #flag(): boolean | undefined {
    const byte = this.#take(1);
    return byte && byte[0] !== 0;
  }

  #text(lengthBytes: 2 | 4): string | undefined {
    const length = this.#take(lengthBytes)?.readUIntBE(0, lengthBytes);
    return length === undefined ? undefined : this.#take(length)?.toString('utf8');
  }

  #object(depth: number): AmfObject | undefined {
    const entries: [string, AmfValue][] = [];
    for (;;) {
      const name = this.#text(2);
      if (name === undefined) return undefined;
      if (name === '' && this.#bytes[this.#at] === 0x09) {
        this.#at += 1;
        return Object.fromEntries(entries);
      }
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      entries.push([name, value]);
    }
  }

  #list(depth: number): AmfValue[] | undefined {
    const length = this.#take(4)?.readUInt32BE();
    if (length === undefined || length > mostValues) return undefined;
    const values: AmfValue[] = [];
    for (let i = 0; i < length; i += 1) {
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values;
  }
}

/** Writes a row of values; texts of 64 KB and more as long strings. */
export function writeAmf(...values: readonly AmfValue[]): Buffer {
  return Buffer.concat(values.map(write));
}

function write(value: AmfValue): Buffer {
  if (value === null) return Buffer.of(0x05);
  if (typeof value === 'boolean') return Buffer.of(0x01, value ? 1 : 0);
  if (typeof value === 'number') {
    const out = Buffer.alloc(9);
    out.writeDoubleBE(value, 1);
    return out;
  }
  if (typeof value === 'string') return writeText(value);
  if (isList(value)) {
    const head = Buffer.alloc(5, 0x0a);
    head.writeUInt32BE(value.length, 1);
    return Buffer.concat([head, ...value.map(write)]);
  }
  const fields = Object.entries(value).flatMap(([name, field]) => [shortText(name), write(field)]);
  return Buffer.concat([Buffer.of(0x03), ...fields, Buffer.of(0, 0, 0x09)]);
}

function isList(value: AmfObject | readonly AmfValue[]): value is readonly AmfValue[] {
  return Array.isArray(value);
}

function writeText(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= 0xffff) return Buffer.concat([Buffer.of(0x02), shortText(text)]);
  const head = Buffer.alloc(5, 0x0c);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

function shortText(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const head = Buffer.alloc(2);
  head.writeUInt16BE(bytes.length);
  return Buffer.concat([head, bytes]);
}
