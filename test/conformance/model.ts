/** How the product should behave, said in the plainest way: no locks, no SQL, no batches. Money in fen, time in seconds. */
export interface Wish {
  /** 0 and 1 are shelves, 2 and 3 pools. */
  readonly good: number;
  readonly quantity: number;
}

export interface ModelLine extends Wish {
  /** Pieces it gets in the end. */
  served: number;
  state: 'held' | 'released' | 'waiting-pool' | 'ready' | 'cancelled' | 'refunded';
  /** What the pool knows of it; served counts from the cut-off on. */
  commitment: 'held' | 'paid' | 'gone' | null;
  due: number;
  paidAt: number;
  refundedFen: number;
}

export interface ModelOrder {
  readonly lines: ModelLine[];
  readonly payBy: number;
  state: 'awaiting-payment' | 'paid' | 'closed' | 'cancelled' | 'done';
  payment: 'none' | 'pending' | 'paid';
}

export interface Shelf {
  onHand: number;
  held: number;
  allocated: number;
}

export interface ModelPool {
  readonly rounding: 'up' | 'down';
  state: 'open' | 'formed' | 'closed' | 'failed';
  held: number;
  paid: number;
  /** Purchase orders made, and what the last word on their quantity is. */
  purchaseOrders: number;
  ordered: number | null;
  received: boolean;
  /** Told by facts, and not yet heard by the orders. */
  news: ('failed' | 'closed' | 'received')[];
  readonly hub: Shelf;
}

export const poolTerms = { threshold: 30, moq: 30, packSize: 5, cap: 60 } as const;
export const priceFen = { shelf: 1_500, pool: 2_680 } as const;
export const shelfPieces = 20;
const holdSeconds = 900;

export class Model {
  now = 0;
  readonly orders: ModelOrder[] = [];
  readonly shelves: readonly Shelf[] = [0, 1].map(() => ({ onHand: shelfPieces, held: 0, allocated: 0 }));
  readonly pools: readonly ModelPool[] = (['up', 'down'] as const).map((rounding) => ({
    ...{
      rounding,
      state: 'open',
      held: 0,
      paid: 0,
      purchaseOrders: 0,
      ordered: null,
      received: false,
      news: [],
    },
    hub: { onHand: 0, held: 0, allocated: 0 },
  }));
  /** What shoppers paid, and what went back to them. */
  paidFen = 0;
  refundedFen = 0;

  /** All or nothing; answers whether it was taken. */
  place(wishes: readonly Wish[]): boolean {
    if (!this.#isFree(wishes)) return false;
    const lines = wishes.map((wish): ModelLine => ({
      ...wish,
      ...{ served: wish.quantity, state: 'held', commitment: null, due: 0, paidAt: 0, refundedFen: 0 },
    }));
    for (const line of lines) this.#hold(line);
    this.orders.push({ lines, payBy: this.now + holdSeconds, state: 'awaiting-payment', payment: 'none' });
    return true;
  }

  begin(order: ModelOrder): boolean {
    if (order.state !== 'awaiting-payment' || this.now >= order.payBy) return false;
    if (order.payment === 'none') order.payment = 'pending';
    return true;
  }

  pay(order: ModelOrder): 'paid' | 'already' | 'late-held' | 'late-refunded' {
    if (order.payment === 'paid') return 'already';
    order.payment = 'paid';
    this.paidFen += order.lines.reduce((sum, line) => sum + amountOf(line), 0);
    if (order.state === 'awaiting-payment') {
      this.#makeFirm(order);
      return 'paid';
    }
    if (order.state === 'closed' && this.#isFree(order.lines)) {
      for (const line of order.lines) this.#hold(line);
      this.#makeFirm(order);
      return 'late-held';
    }
    for (const line of order.lines) this.#refund(line, amountOf(line), 'refunded');
    return 'late-refunded';
  }

  /** All that can be called off still; answers whether that was anything. */
  cancel(order: ModelOrder): boolean {
    if (order.state === 'awaiting-payment') {
      this.#letGo(order, 'cancelled');
      return true;
    }
    if (order.state !== 'paid') return false;
    const free = order.lines.filter((line) => {
      const pool = this.#poolOf(line);
      return pool ? line.state === 'waiting-pool' && isRunning(pool) : line.state === 'ready';
    });
    for (const line of free) {
      const pool = this.#poolOf(line);
      if (pool) pool.paid -= line.quantity;
      else this.shelves[line.good]!.allocated -= line.quantity;
      if (pool) line.commitment = 'gone';
      this.#refund(line, amountOf(line) - line.refundedFen, 'cancelled');
    }
    finish(order);
    return free.length > 0;
  }

  expire(): void {
    for (const order of this.orders)
      if (order.state === 'awaiting-payment' && order.payBy <= this.now) this.#letGo(order, 'closed');
  }

  cutOff(pool: ModelPool): boolean {
    if (!isRunning(pool)) return false;
    for (const line of this.#linesOf(pool)) if (line.commitment === 'held') line.commitment = 'gone';
    pool.held = 0;
    const ordered = inPacks(pool);
    if (pool.paid < poolTerms.threshold || ordered === null) {
      pool.state = 'failed';
      pool.ordered = null;
      for (const line of this.#linesOf(pool)) if (line.commitment === 'paid') line.due = 0;
      pool.news.push('failed');
    } else {
      pool.state = 'closed';
      pool.ordered = ordered;
      this.#dealOut(pool, ordered);
      pool.news.push('closed');
    }
    return true;
  }

  receive(pool: ModelPool, quantity: number): boolean {
    if (pool.state !== 'closed' || pool.received) return false;
    pool.received = true;
    pool.hub.onHand += quantity;
    pool.hub.allocated += this.#dealOut(pool, quantity);
    pool.news.push('received');
    return true;
  }

  /** The orders hear what became of their pools. */
  relay(): void {
    for (const pool of this.pools) for (const word of pool.news.splice(0)) this.#hear(pool, word);
  }

  #hear(pool: ModelPool, word: ModelPool['news'][number]): void {
    for (const order of this.orders) {
      for (const line of order.lines) {
        if (this.#poolOf(line) !== pool || line.state !== 'waiting-pool') continue;
        const missing = line.served - line.due;
        if (word !== 'failed') line.served = line.due;
        if (line.due === 0) this.#refund(line, amountOf(line) - line.refundedFen, 'refunded');
        else this.#refund(line, missing * priceFen.pool, word === 'received' ? 'ready' : 'waiting-pool');
      }
      finish(order);
    }
  }

  /** Those who paid first are served first; answers the pieces that somebody gets. */
  #dealOut(pool: ModelPool, quantity: number): number {
    let left = quantity;
    const paid = this.#linesOf(pool).filter(({ commitment }) => commitment === 'paid');
    for (const line of paid.toSorted((a, b) => a.paidAt - b.paidAt)) {
      line.due = Math.min(pool.received ? line.due : line.quantity, left);
      left -= line.due;
    }
    return quantity - left;
  }

  #makeFirm(order: ModelOrder): void {
    order.state = 'paid';
    for (const line of order.lines) {
      const pool = this.#poolOf(line);
      if (!pool) {
        this.shelves[line.good]!.held -= line.quantity;
        this.shelves[line.good]!.allocated += line.quantity;
        line.state = 'ready';
      } else if (line.commitment === 'held') {
        pool.held -= line.quantity;
        pool.paid += line.quantity;
        Object.assign(line, { state: 'waiting-pool', commitment: 'paid', paidAt: this.now });
        if (pool.state === 'open' && pool.paid >= poolTerms.threshold) {
          pool.state = 'formed';
          pool.purchaseOrders += 1;
        }
      } else {
        this.#refund(line, amountOf(line), 'refunded');
      }
    }
    finish(order);
  }

  #letGo(order: ModelOrder, state: 'closed' | 'cancelled'): void {
    order.state = state;
    for (const line of order.lines) {
      line.state = 'released';
      const pool = this.#poolOf(line);
      if (!pool) this.shelves[line.good]!.held -= line.quantity;
      else if (line.commitment === 'held') pool.held -= line.quantity;
      line.commitment = pool ? 'gone' : null;
    }
  }

  #hold(line: ModelLine): void {
    const pool = this.#poolOf(line);
    (pool ?? this.shelves[line.good]!).held += line.quantity;
    line.commitment = pool ? 'held' : null;
  }

  #refund(line: ModelLine, fen: number, state: ModelLine['state']): void {
    line.state = state;
    line.refundedFen += fen;
    this.refundedFen += fen;
  }

  #isFree(wishes: readonly Wish[]): boolean {
    const asked = Map.groupBy(wishes, ({ good }) => good);
    return [...asked].every(
      ([good, of]) => of.reduce((sum, { quantity }) => sum + quantity, 0) <= this.#free(good),
    );
  }

  #free(good: number): number {
    const shelf = this.shelves[good];
    if (shelf) return shelf.onHand - shelf.held - shelf.allocated;
    const pool = this.pools[good - 2]!;
    return isRunning(pool) ? poolTerms.cap - pool.held - pool.paid : 0;
  }

  #poolOf({ good }: Wish): ModelPool | undefined {
    return this.pools[good - 2];
  }

  #linesOf(pool: ModelPool): ModelLine[] {
    return this.orders.flatMap(({ lines }) => lines.filter((line) => this.#poolOf(line) === pool));
  }
}

function isRunning({ state }: ModelPool): boolean {
  return state === 'open' || state === 'formed';
}

/** What can be seen of it all, in the words of the tables. */
export function seen(model: Model, areFactsRelayed: boolean) {
  const counter = ({ onHand, held, allocated }: Shelf): number[] => [onHand, held, allocated];
  return {
    shelves: model.shelves.map(counter),
    hub: model.pools.map(({ hub }) => counter(hub)),
    pools: model.pools.map(({ state, held, paid, purchaseOrders, ordered, received }) => ({
      ...{ state: received ? 'received' : state, held, paid, purchaseOrders, ordered },
    })),
    orders: model.orders.map(({ state, lines }) => ({
      state,
      refundedFen: lines.reduce((sum, line) => sum + line.refundedFen, 0),
      lines: lines.map((line) => `${line.state} ${line.served}`),
    })),
    ...(areFactsRelayed ? { providerFen: model.refundedFen - model.paidFen } : {}),
  };
}

/** Whole packs: rounded up the rest goes into stock, rounded down the last who paid get their money back. */
function inPacks({ rounding, paid }: ModelPool): number | null {
  const { packSize, moq, cap } = poolTerms;
  const up = Math.max(Math.ceil(paid / packSize) * packSize, moq);
  if (rounding === 'up' && up <= cap) return up;
  const down = Math.floor(paid / packSize) * packSize;
  return down >= moq ? down : null;
}

export function amountOf({ good, quantity }: Wish): number {
  return quantity * (good < 2 ? priceFen.shelf : priceFen.pool);
}

/** A paid order of which nothing is open any more is over. */
function finish(order: ModelOrder): void {
  const isOver = order.lines.every(({ state }) => ['released', 'cancelled', 'refunded'].includes(state));
  if (order.state !== 'paid' || !isOver) return;
  order.state = order.lines.every(({ state }) => state === 'cancelled') ? 'cancelled' : 'done';
}
