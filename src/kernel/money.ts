/** Money is a whole number of fen (1/100 yuan) in a bigint. There is no other representation. */
export type Fen = bigint;

/** Rates are whole basis points: 10_000 bps = 100 %. */
export type Bps = number;

/** `amountFen × rateBps / 10 000`, rounded half away from zero. Shares of one sum must use `split` instead. */
export function applyBps(amountFen: Fen, rateBps: Bps): Fen {
  const scaled = amountFen * BigInt(rateBps);
  const half = scaled < 0n ? -5_000n : 5_000n;
  return (scaled + half) / 10_000n;
}

/** "¥1,234.50" for people; the sign is U+2212 before the currency sign. */
export function formatYuan(amountFen: Fen): string {
  const absolute = amountFen < 0n ? -amountFen : amountFen;
  const yuan = (absolute / 100n).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const fen = (absolute % 100n).toString().padStart(2, '0');
  return `${amountFen < 0n ? '−' : ''}¥${yuan}.${fen}`;
}
