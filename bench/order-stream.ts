/** One order of a stream: who orders what, under which key. Goods are positions in the world's goods keys. */
export interface Wanted {
  readonly buyer: number;
  readonly idempotencyKey: string;
  readonly lines: readonly { readonly goods: number; readonly quantity: number }[];
  /** The same order once more: a second click or a lost answer. */
  readonly isReplay: boolean;
}

export interface StreamOptions {
  /** Which of the loops that order at the same time. */
  readonly slot: number;
  readonly slots: number;
  readonly crowd: number;
  readonly goodsCount: number;
  /** One item is in every order. */
  readonly isHot: boolean;
}

const replayShare = 0.02;
const linesMax = 3;
const quantityMax = 3;

/** What one loop orders, one after the other: 1–3 lines each, two in a hundred are repeats. The buyers take turns. */
export function openOrderStream(options: StreamOptions): () => Wanted {
  const { slot, slots, crowd, goodsCount, isHot } = options;
  const random = seeded(slot + 1);
  const upTo = (count: number) => Math.floor(random() * count);
  let last: Wanted | null = null;
  let turn = 0;
  return () => {
    if (last && !last.isReplay && random() < replayShare) return (last = { ...last, isReplay: true });
    const goods = new Set<number>(isHot ? [0] : []);
    const lineCount = 1 + upTo(linesMax);
    while (goods.size < lineCount) goods.add(upTo(goodsCount));
    last = {
      buyer: (slot + turn * slots) % crowd,
      idempotencyKey: crypto.randomUUID(),
      lines: [...goods].map((at) => ({ goods: at, quantity: 1 + upTo(quantityMax) })),
      isReplay: false,
    };
    turn += 1;
    return last;
  };
}

/** Mulberry32 (public domain, Tommy Ettinger): small, even enough to spread goods, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed * 0x9e37_79b9;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
