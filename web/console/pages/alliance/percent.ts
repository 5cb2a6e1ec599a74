/** Basis points as a percentage without needless zeros: 500 → `5%`, 525 → `5.25%`. */
export function percentOf(bps: number): string {
  return `${bps / 100}%`;
}
