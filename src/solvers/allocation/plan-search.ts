import { Ledger } from './ledger.ts';
import { linesMax, PlanPricer, planFen } from './price-plans.ts';
import type { Tables } from './tables.ts';

/** How many orders may have to give way, one after the other, for one change. */
const chainMax = 10;
/** A change aims at one of so many cheapest places. */
const aimedPlaces = 20;
/** First and last temperature, as shares of the mean cost of an order. */
const hot = 0.15;
const cold = 0.004;

/** Place by line, in the order of the problem's orders and their lines; −1: unserved. */
export type Placement = Int32Array;

export interface SearchOptions {
  /** Starts from here instead of serving greedily. */
  readonly start?: Placement;
  /** Steps of annealing; each is one change with all that follows from it. */
  readonly steps: number;
  readonly seed?: number;
  /** Only these orders move; the others stay as they are. */
  readonly only?: Int32Array;
  /** Asked now and then with the steps done and the cost so far: true ends the search with the best so far. */
  readonly isOver?: (steps: number, costFen: number) => boolean;
}

/** Every so many steps an order is tried again of which nobody serves a line, if a look at so many lines finds one. */
const unservedEvery = 16;
const lookedAt = 400;
/** A line that has to give way and finds no room is forced in at the roomiest of so many places. */
const forcedPlaces = 3;

const settlingPasses = 4;

/** Steps between two questions whether to go on. */
const askEvery = 4_096;

/**
 * Places every line that finds a place: greedily, the order that would lose most by waiting first, then by annealing
 * over plans with ejection chains. One order takes another way to be served, whoever then lacks pieces gives way and
 * takes the best that is left, and so on, at most `chainMax` times; the whole chain is kept or taken back.
 * Deterministic by seed and steps.
 */
export function searchPlans(t: Tables, options: SearchOptions): Placement {
  const search = new PlanSearch(t, options);
  if (options.start === undefined) search.serveAll();
  return search.run(options);
}

class PlanSearch {
  private readonly t: Tables;
  private readonly ledger: Ledger;
  private readonly pricer: PlanPricer;
  private readonly fens: Float64Array;
  /** By order: its places, cheapest first; made when it is first asked for. */
  private readonly ranked: Int32Array;
  private readonly isRanked: Uint8Array;
  private readonly mark: Int32Array;
  private readonly isMovable: Uint8Array;
  private marks = 0;
  private looking = -1;
  private state: number;

  constructor(t: Tables, { start, seed = 1, only }: SearchOptions) {
    this.t = t;
    this.ledger = new Ledger(t, start ?? t.reserved);
    this.pricer = new PlanPricer(t);
    this.fens = new Float64Array(linesMax * t.places);
    this.ranked = new Int32Array(t.orders * t.places);
    this.isRanked = new Uint8Array(t.orders);
    this.mark = new Int32Array(t.orders);
    this.isMovable = new Uint8Array(t.orders).fill(only ? 0 : 1);
    for (const order of only ?? []) this.isMovable[order] = 1;
    this.state = Math.imul(seed, 0x9e3779b1) | 1;
  }

  /** First those whose second cheapest place costs much more than the cheapest. */
  serveAll(): void {
    const { t } = this;
    const regret = new Float64Array(t.orders);
    for (let order = 0; order < t.orders; order += 1) {
      let [first, second] = [Infinity, Infinity];
      for (let cell = order * t.places; cell < (order + 1) * t.places; cell += 1) {
        const fen = t.directFen[cell]! + t.feeFen[cell]! + t.pieceFen[cell]!;
        if (fen < first) [first, second] = [fen, first];
        else if (fen < second) second = fen;
      }
      regret[order] = second === Infinity ? 0 : second - first;
    }
    const queue = [...regret.keys()].sort((a, b) => regret[b]! - regret[a]! || a - b);
    for (const order of queue) this.serveBest(order);
    this.ledger.forget();
  }

  run({ steps, only, isOver }: SearchOptions): Placement {
    const { t, ledger } = this;
    const movable = only ?? Int32Array.from({ length: t.orders }, (_, o) => o);
    let cost = 0;
    let served = 0;
    for (let o = 0; o < t.orders; o += 1) cost += this.costOf(o);
    for (let l = 0; l < t.lines; l += 1) if (ledger.at[l]! < 0) served += t.unservedFen;
    let best = cost;
    let kept = ledger.at.slice();
    if (movable.length === 0) return kept;
    let temperature = Math.max(1, (cost - served) / t.orders) * hot;
    const cooling = (cold / hot) ** (1 / Math.max(1, steps));
    for (let i = 0; i < steps; i += 1) {
      if (i % askEvery === 0 && isOver?.(i, best)) break;
      temperature *= cooling;
      const line = i % unservedEvery === 0 ? this.nextUnserved() : -1;
      const change =
        line < 0
          ? this.tryChain(movable[Math.floor(this.random() * movable.length)]!, -1)
          : this.tryChain(t.orderOf[line]!, line);
      if (change < -temperature * Math.log(1 - this.random())) {
        cost += change;
        if (cost < best - 1e-6) {
          best = cost;
          kept = ledger.at.slice();
        }
      } else ledger.takeBack();
    }
    return this.settle(kept, movable);
  }

  /** Ends where no order alone has a cheaper way, so that what is told of the next best is true. */
  private settle(kept: Placement, movable: Int32Array): Placement {
    const { t, ledger } = this;
    for (let l = 0; l < t.lines; l += 1) ledger.move(l, kept[l]!);
    ledger.forget();
    for (let pass = 0, isBetter = true; isBetter && pass < settlingPasses; pass += 1) {
      isBetter = false;
      for (const order of movable) {
        const before = this.costOf(order);
        this.serveBest(order);
        if (this.costOf(order) < before - 1e-6) isBetter = true;
        else ledger.takeBack();
        ledger.forget();
      }
    }
    return ledger.at.slice();
  }

  /** xorshift32: 0 ≤ x < 1. */
  private random(): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) / 4_294_967_296;
  }

  /** The next line that nobody serves, or −1 when none is near. */
  private nextUnserved(): number {
    const { t, ledger } = this;
    for (let looked = Math.min(lookedAt, t.lines); looked > 0; looked -= 1) {
      this.looking = (this.looking + 1) % t.lines;
      const isMovable = this.isMovable[t.orderOf[this.looking]!] === 1;
      if (ledger.at[this.looking]! < 0 && isMovable) return this.looking;
    }
    return -1;
  }

  private costOf(order: number): number {
    return planFen(this.t, order, this.ledger.at, this.t.firstLine[order]!);
  }

  /**
   * One change and everything that follows from it: an order aims at another place, or a line that nobody serves is
   * forced in. Answers what it costs; Infinity when somebody is left short.
   */
  private tryChain(order: number, unserved: number): number {
    const { ledger } = this;
    ledger.forget();
    this.marks += 1;
    this.mark[order] = this.marks;
    let change = -this.costOf(order);
    if (unserved < 0) this.aim(order);
    else this.force(unserved);
    change += this.costOf(order);
    for (let given = 0; ;) {
      const cell = ledger.shortCell();
      if (cell < 0) return change;
      const victim = this.victimAt(cell);
      if (victim < 0 || given === chainMax) return Infinity;
      given += 1;
      this.mark[victim] = this.marks;
      change -= this.costOf(victim);
      this.serveBest(victim);
      if (given < chainMax)
        for (let l = this.t.firstLine[victim]!; l < this.t.firstLine[victim + 1]!; l += 1)
          if (ledger.at[l]! < 0) this.force(l);
      change += this.costOf(victim);
    }
  }

  /** Moves all lines of an order, or one, to one of its cheapest places, whether or not there are pieces left. */
  private aim(order: number): void {
    const { t } = this;
    const first = t.firstLine[order]!;
    const count = t.firstLine[order + 1]! - first;
    if (this.isRanked[order] === 0) this.rank(order);
    const rank = Math.floor(this.random() ** 3 * Math.min(aimedPlaces, t.places));
    const place = this.ranked[order * t.places + rank]!;
    const only = this.random() < 0.5 ? first + Math.floor(this.random() * count) : -1;
    for (let l = first; l < first + count; l += 1)
      if ((only < 0 || only === l) && t.may[l * t.places + place] === 1) this.ledger.move(l, place);
  }

  private rank(order: number): void {
    const { t } = this;
    const row = order * t.places;
    const fen = (p: number) => t.directFen[row + p]! + t.feeFen[row + p]! + t.pieceFen[row + p]!;
    const places = Array.from({ length: t.places }, (_, p) => p).sort((a, b) => fen(a) - fen(b) || a - b);
    this.ranked.set(places, row);
    this.isRanked[order] = 1;
  }

  /** An order not yet touched in this chain that draws on the cell. */
  private victimAt(cell: number): number {
    let skips = Math.floor(this.random() * 4);
    let found = -1;
    for (let node = this.ledger.drawer(cell); node >= 0; node = this.ledger.after(node)) {
      const order = this.t.orderOf[node >> 1]!;
      if (this.mark[order] === this.marks || this.isMovable[order] === 0) continue;
      found = order;
      skips -= 1;
      if (skips < 0) break;
    }
    return found;
  }

  /** A line without a place takes one that may be taken already: whoever has it gives way in turn. */
  private force(line: number): void {
    const { t, ledger } = this;
    let roomiest = -1;
    for (let tries = 0; tries < forcedPlaces; tries += 1) {
      const place = Math.floor(this.random() * t.places);
      if (t.may[line * t.places + place] === 0) continue;
      if (roomiest < 0 || ledger.room(line, place) > ledger.room(line, roomiest)) roomiest = place;
    }
    if (roomiest >= 0) ledger.move(line, roomiest);
  }

  /** The cheapest way to serve an order with what is left, by all partings of its lines. */
  private serveBest(order: number): void {
    const { t, ledger, fens } = this;
    const first = t.firstLine[order]!;
    const end = t.firstLine[order + 1]!;
    for (let l = first; l < end; l += 1) ledger.move(l, -1);
    // Lines beyond what can be parted exactly are placed one bunch after the other.
    for (let from = first; from < end; from += linesMax) {
      const count = Math.min(linesMax, end - from);
      for (let l = 0; l < count; l += 1)
        for (let p = 0; p < t.places; p += 1)
          fens[l * t.places + p] = ledger.has(from + l, p)
            ? t.quantity[from + l]! * t.pieceFen[order * t.places + p]!
            : Infinity;
      this.pricer.cheapestOf(order, count, fens);
      for (let l = 0; l < count; l += 1) {
        const place = this.pricer.plan[l]!;
        if (place >= 0 && ledger.has(from + l, place)) ledger.move(from + l, place);
      }
    }
  }
}
