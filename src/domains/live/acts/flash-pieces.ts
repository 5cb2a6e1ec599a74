import type { Tx } from '../../../engines/db/tx.ts';
import { addTaken, lockFlashItems, lockRounds, type FlashLeft, type FlashPieces } from '../store/flash.ts';

/** An order line as far as a limited flash price is concerned; a null round means that it was not sold from one. */
export interface FlashLine {
  readonly sessionId: string | null;
  readonly variantId: string;
  readonly flashRound: string | null;
  readonly quantity: number;
}

/** What is left of the limited flash prices of these sessions, locked, by session item. */
export function lockFlash(tx: Tx, sessionIds: readonly string[]): Promise<Map<string, FlashLeft>> {
  return lockFlashItems(tx, sessionIds);
}

/** Pieces were held at their flash price; whoever holds them has the lock and has seen that they are there. */
export async function takeFlash(tx: Tx, lines: readonly FlashLine[]): Promise<void> {
  const pieces = piecesOf(lines);
  if (pieces.length > 0) await addTaken(tx, pieces);
}

/** Nothing came of these lines: their pieces can be had again at the flash price, if its round is still on. */
export async function giveFlashBack(tx: Tx, lines: readonly FlashLine[]): Promise<void> {
  const pieces = piecesOf(lines).map((one) => ({ ...one, quantity: -one.quantity }));
  if (pieces.length > 0) await addTaken(tx, pieces);
}

/**
 * Late money for orders that were let go: takes the pieces of each order again where its rounds are still on and have
 * enough left, in the order given. Says for each order whether it has what it needs; one without flash pieces has.
 */
export async function takeFlashAgain(tx: Tx, orders: readonly (readonly FlashLine[])[]): Promise<boolean[]> {
  const wanted = orders.map(piecesOf);
  const rounds = [...new Set(wanted.flat().map(({ round }) => round))];
  if (rounds.length === 0) return orders.map(() => true);
  const left = await lockRounds(tx, rounds);
  const taken: FlashPieces[] = [];
  const answers = wanted.map((pieces) => {
    const fits = pieces.every(({ round, quantity }) => quantity <= (left.get(round) ?? 0));
    if (!fits) return false;
    for (const { round, quantity } of pieces) left.set(round, left.get(round)! - quantity);
    taken.push(...pieces);
    return true;
  });
  if (taken.length > 0) await addTaken(tx, taken);
  return answers;
}

function piecesOf(lines: readonly FlashLine[]): FlashPieces[] {
  return lines.flatMap(({ sessionId, variantId, flashRound, quantity }) =>
    sessionId === null || flashRound === null ? [] : [{ sessionId, variantId, round: flashRound, quantity }],
  );
}
