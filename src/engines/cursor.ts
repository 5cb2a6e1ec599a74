import { Refusal } from '../kernel/refusal.ts';

/** An opaque cursor for the page after the row with this sort key. */
export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key of a cursor with as many parts as the order has columns; `not-found` when it is not one of ours. */
export function decodeCursor(cursor: string, patterns: readonly RegExp[]): string[] {
  const key = parse(Buffer.from(cursor, 'base64url').toString());
  if (Array.isArray(key) && key.length === patterns.length) {
    const parts = patterns.map((pattern, i) => typeof key[i] === 'string' && pattern.test(key[i]) && key[i]);
    if (parts.every((part) => part !== false)) return parts;
  }
  throw new Refusal('not-found', {}, 'cursor');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const uuidPart = /^[0-9a-f-]{36}$/;
export const instantPart = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
