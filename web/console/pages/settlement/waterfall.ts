import type { Fen } from '../../../kit/format/money.ts';

export interface WaterfallLine {
  readonly item: string;
  readonly title: string;
  readonly amountFen: Fen;
}

/** A bar that hangs where the one before it ended. */
export interface WaterfallBar {
  readonly key: string;
  readonly title: string;
  readonly amountFen: bigint;
  /** Lower and upper edge, in fen. */
  readonly lowFen: bigint;
  readonly highFen: bigint;
  /** Where the running sum stands after it. */
  readonly afterFen: bigint;
  readonly isTotal: boolean;
}

/** The sums of a statement added one by one; the last bar stands on zero and is the due. */
export function waterfallBars(lines: readonly WaterfallLine[], totalTitle: string): WaterfallBar[] {
  let runningFen = 0n;
  const bars = lines.map(({ item, title, amountFen }): WaterfallBar => {
    const amount = BigInt(amountFen);
    const before = runningFen;
    runningFen += amount;
    return {
      key: item,
      title,
      amountFen: amount,
      afterFen: runningFen,
      isTotal: false,
      ...edges(before, runningFen),
    };
  });
  const total = {
    key: 'total',
    title: totalTitle,
    amountFen: runningFen,
    afterFen: runningFen,
    isTotal: true,
  };
  return [...bars, { ...total, ...edges(0n, runningFen) }];
}

function edges(a: bigint, b: bigint): { lowFen: bigint; highFen: bigint } {
  return a < b ? { lowFen: a, highFen: b } : { lowFen: b, highFen: a };
}

/** What the drawing must reach, zero included. */
export function reach(bars: readonly WaterfallBar[]): { lowFen: bigint; highFen: bigint } {
  return bars.reduce(
    (span, { lowFen, highFen }) => ({
      lowFen: lowFen < span.lowFen ? lowFen : span.lowFen,
      highFen: highFen > span.highFen ? highFen : span.highFen,
    }),
    { lowFen: 0n, highFen: 0n },
  );
}

/** `+18,642` `−313` `5,664`: whole yuan, rounded half away from zero, as labels of bars. */
export function roundYuan(amountFen: bigint, isSigned: boolean): string {
  const size = amountFen < 0n ? -amountFen : amountFen;
  const yuan = ((size + 50n) / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  if (amountFen < 0n) return `−${yuan}`;
  return isSigned ? `+${yuan}` : yuan;
}

/** A title in lines of at most `most` characters, two at the most; what stands in brackets is left to the table. */
export function titleLines(title: string, most: number): string[] {
  const plain = title.replace(/（.*）|\(.*\)/u, '').trim();
  if (plain.length <= most) return [plain];
  const tail = plain.slice(-2);
  const head = plain.slice(0, -2);
  return head.length <= most ? [head, tail] : [plain.slice(0, most), plain.slice(most, most * 2)];
}
