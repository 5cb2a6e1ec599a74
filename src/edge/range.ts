/** Both ends included, as HTTP counts. */
export interface Range {
  readonly from: number;
  readonly until: number;
}

/**
 * The range a request asks for (RFC 9110, 14.2). Null for the whole: without the header, or with one of several
 * ranges or other units, which a server may ignore.
 */
export function readRange(header: string | undefined, size: number): Range | null | 'unsatisfiable' {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  if (first === '') {
    const count = Math.min(Number(last), size);
    return count === 0 ? 'unsatisfiable' : { from: size - count, until: size - 1 };
  }
  const from = Number(first);
  const until = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < from) return null;
  return from >= size ? 'unsatisfiable' : { from, until };
}
