/** A mean of pieces: one decimal below ten, none above. */
export function roundPieces(pieces: number): string {
  return pieces < 10 ? String(Math.round(pieces * 10) / 10) : String(Math.round(pieces));
}

/** A share as whole per cent. */
export function percent(share: number): number {
  return Math.round(share * 100);
}
