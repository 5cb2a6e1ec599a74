import type { Fen } from '../../../kernel/money.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';

export interface DeliveredLine {
  readonly state: string;
  /** For people: 配送中. */
  readonly stateName: string;
  readonly doneAt: Date | null;
  /** Pieces handed over. */
  readonly quantity: number;
  /** Paid minus everything refunded so far. */
  readonly keptFen: Fen;
}

const hourMs = 3_600_000;

/** Handed over not too long ago, and something is still paid for it. */
export function isClaimable(
  { state, doneAt, keptFen }: DeliveredLine,
  windowHours: number,
  now: Date,
): boolean {
  return state === 'done' && doneAt !== null && isInTime(doneAt, windowHours, now) && keptFen > 0n;
}

function isInTime(doneAt: Date, windowHours: number, now: Date): boolean {
  return now.getTime() <= doneAt.getTime() + windowHours * hourMs;
}

/**
 * What a claim for some pieces of a line asks for: their part of what is still paid, rounded up in the shopper's
 * favour. Refuses `order-state` before the goods are there, `claim-too-late` and `quantity-over-order`.
 */
export function askedFen(line: DeliveredLine, quantity: number, windowHours: number, now: Date): Fen {
  if (line.state !== 'done' || !line.doneAt) throw new Refusal('order-state', { state: line.stateName });
  refuseUnless(isInTime(line.doneAt, windowHours, now), 'claim-too-late', { hours: windowHours });
  refuseUnless(quantity <= line.quantity, 'quantity-over-order', { ordered: line.quantity }, 'quantity');
  const pieces = BigInt(line.quantity);
  return (line.keptFen * BigInt(quantity) + pieces - 1n) / pieces;
}

/** What is given back: what was asked for unless somebody names another sum, never more than is still paid. */
export function grantedFen(asked: Fen, named: Fen | undefined, keptFen: Fen): Fen {
  const granted = named ?? (asked < keptFen ? asked : keptFen);
  refuseUnless(
    granted > 0n && granted <= keptFen,
    'refund-over-paid',
    { paid: yuanText(keptFen) },
    'refundFen',
  );
  return granted;
}

function yuanText(fen: Fen): string {
  return `${fen / 100n}.${(fen % 100n).toString().padStart(2, '0')}`;
}
