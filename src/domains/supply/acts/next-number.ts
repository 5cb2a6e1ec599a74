import type { Tx } from '../../../engines/db/tx.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';
import { documentNumber } from '../rules/document-number.ts';
import { takeSerials } from '../store/serials.ts';

/** Numbers people read, `count` in a row: "PO-1123-07", "PO-1123-08". Serials run per kind and Shanghai day. */
export async function nextNumbers(tx: Tx, kind: string, count: number): Promise<string[]> {
  const day = shanghaiDay(tx.now);
  const last = await takeSerials(tx, kind, day, count);
  return Array.from({ length: count }, (_, index) => documentNumber(kind, day, last - count + 1 + index));
}

export async function nextNumber(tx: Tx, kind: string): Promise<string> {
  const [number] = await nextNumbers(tx, kind, 1);
  if (number === undefined) throw new Error('One number was asked for');
  return number;
}
