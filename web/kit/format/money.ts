/** Fen as they travel in JSON (a decimal string), or as a bigint. */
export type Fen = bigint | string;

const minus = '−';

/** The pieces of an amount: `−` `¥` `1,864` `.05`. Thousands are marked from 1,000 on. */
export function moneyParts(fen: Fen): { minus: string; yuan: string; fraction: string } {
  const amount = BigInt(fen);
  const size = amount < 0n ? -amount : amount;
  return {
    minus: amount < 0n ? minus : '',
    yuan: (size / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ','),
    fraction: `.${(size % 100n).toString().padStart(2, '0')}`,
  };
}

/** `¥23.80`, `−¥312.60`; with `signed` also `+¥643.27`. Minus is U+2212 and stands before the ¥. */
export function formatMoney(fen: Fen, signed = false): string {
  const { minus: sign, yuan, fraction } = moneyParts(fen);
  return `${signed && sign === '' && BigInt(fen) > 0n ? '+' : sign}¥${yuan}${fraction}`;
}

/** Fen from what a person typed in yuan (`23.8`, `¥1,200`); undefined when it is not an amount with at most 2 decimals. */
export function parseMoney(typed: string): bigint | undefined {
  const match = /^¥?\s*(\d{1,3}(?:,\d{3})*|\d{1,9})(?:\.(\d{1,2}))?$/.exec(typed.trim());
  if (match === null) return undefined;
  const yuan = (match[1] ?? '').replaceAll(',', '');
  return BigInt(yuan) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'));
}
