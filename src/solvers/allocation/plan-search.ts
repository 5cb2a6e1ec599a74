import { streetMetre } from '../distance/matrix.ts';
import type { AllocationProblem } from './types.ts';

/** An unserved line costs more than any way to serve it. */
const unservedFen = 1e8;
/** How many orders may have to give way, one after the other, for one change. */
const chainMax = 6;
/** Of an order's cheapest places, so many are tried in pairs. */
const pairedPlaces = 5;
/** A change aims at one of so many cheapest places. */
const aimedPlaces = 8;
/** First and last temperature, as shares of the mean cost of an order. */
const hot = 0.1;
const cold = 0.001;

/** Place by line, in the order of the problem's orders and their lines; −1: unserved. */
export type Placement = Int32Array;

/**
 * Places every line that finds a place: greedily, the order that would lose most by waiting first, then by annealing
 * over plans with ejection chains. One order takes another way to be served, whoever then lacks pieces gives way and
 * takes the best that is left, and so on, at most `chainMax` times; the whole chain is kept or taken back.
 * Deterministic.
 */
export function searchPlans(problem: AllocationProblem, iterations: number): Placement {
  const search = new PlanSearch(problem);
  search.serveAll();
  return search.run(iterations);
}

class PlanSearch {
  private readonly places: number;
  private readonly variants: number;
  private readonly orderOf: Int32Array;
  private readonly firstLine: Int32Array;
  private readonly variantOf: Int32Array;
  private readonly quantity: Int32Array;
  private readonly reserved: Int32Array;
  /** By line × place: 1 where the line may be served, stock apart. */
  private readonly may: Uint8Array;
  /** By order × place: a parcel from there, and what one piece costs there. */
  private readonly parcelFen: Float64Array;
  private readonly pieceFen: Float64Array;
  /** By order: its places, cheapest first. */
  private readonly ranked: Int32Array;
  /** By place × variant: pieces left. Below zero while a chain is under way. */
  private readonly left: Int32Array;
  /** Lines that draw on a cell of `left`, as doubly linked lists. */
  private readonly head: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly at: Placement;
  private readonly journalLine: number[] = [];
  private readonly journalPlace: number[] = [];
  private readonly short: number[] = [];
  private readonly mark: Int32Array;
  private marks = 0;
  private state = 0x2545f491;

  constructor(problem: AllocationProblem) {
    const { orders, places } = problem;
    const lines = orders.flatMap((order) => order.lines);
    const variants = [...new Set(lines.map(({ variantId }) => variantId))];
    const variantAt = new Map(variants.map((variantId, v) => [variantId, v]));
    const placeAt = new Map(places.map(({ placeId }, p) => [placeId, p]));
    this.places = places.length;
    this.variants = variants.length;
    this.orderOf = Int32Array.from(orders.flatMap((order, o) => order.lines.map(() => o)));
    this.firstLine = new Int32Array(orders.length + 1);
    for (const [o, order] of orders.entries())
      this.firstLine[o + 1] = this.firstLine[o]! + order.lines.length;
    this.variantOf = Int32Array.from(lines, ({ variantId }) => variantAt.get(variantId)!);
    this.quantity = Int32Array.from(lines, ({ quantity }) => quantity);
    this.reserved = Int32Array.from(lines, ({ reservedAt }) => placeAt.get(reservedAt ?? '') ?? -1);
    this.may = Uint8Array.from(
      lines.flatMap((line, l) =>
        places.map((place, p) => {
          if (this.reserved[l] === p) return 1;
          return line.mayMove && (!line.needsCold || place.hasColdStore) ? 1 : 0;
        }),
      ),
    );
    this.left = Int32Array.from(
      places.flatMap((place) => variants.map((variantId) => place.available.get(variantId) ?? 0)),
    );
    this.parcelFen = new Float64Array(orders.length * this.places);
    this.pieceFen = new Float64Array(orders.length * this.places);
    this.price(problem);
    this.ranked = this.rankPlaces(orders.length);
    this.head = new Int32Array(this.left.length).fill(-1);
    this.next = new Int32Array(lines.length).fill(-1);
    this.previous = new Int32Array(lines.length).fill(-1);
    this.mark = new Int32Array(orders.length);
    this.at = this.reserved.slice();
  }

  /** First those whose second cheapest place costs much more than the cheapest. */
  serveAll(): void {
    const regret = Float64Array.from(this.mark, (_, order) => {
      const at = order * this.places;
      const [first, second] = [this.ranked[at]!, this.ranked[at + 1] ?? this.ranked[at]!];
      return this.parcelFen[at + second]! - this.parcelFen[at + first]!;
    });
    const queue = [...this.mark.keys()].sort((a, b) => regret[b]! - regret[a]! || a - b);
    for (const order of queue) this.serveBest(order);
    this.journalLine.length = this.journalPlace.length = 0;
  }

  run(iterations: number): Placement {
    const count = this.mark.length;
    if (count === 0) return this.at;
    let cost = 0;
    for (let o = 0; o < count; o += 1) cost += this.costOf(o);
    let best = cost;
    let kept = this.at.slice();
    const served = this.at.reduce((sum, place) => sum + (place < 0 ? unservedFen : 0), 0);
    const typical = Math.max(1, (cost - served) / count);
    let temperature = typical * hot;
    const cooling = (cold / hot) ** (1 / Math.max(1, iterations));
    for (let i = 0; i < iterations; i += 1) {
      temperature *= cooling;
      const change = this.tryChain();
      if (change < -temperature * Math.log(1 - this.random())) {
        cost += change;
        if (cost < best - 1e-6) {
          best = cost;
          kept = this.at.slice();
        }
      } else this.takeBack();
    }
    return kept;
  }

  /** What a parcel and a piece cost, by order and place; the rules are those of `lineCost`. */
  private price({ orders, places, costs }: AllocationProblem): void {
    for (const [o, order] of orders.entries()) {
      for (const [p, place] of places.entries()) {
        const isOnBehalf = !place.isShared && place.placeId !== order.sellerPlaceId;
        const km = streetMetre(place.point, order.destination) / 1_000;
        const transport = order.pickupPlaceId === place.placeId ? 0 : costs.parcelFen + km * costs.perKmFen;
        const cell = o * this.places + p;
        this.parcelFen[cell] = transport + (isOnBehalf ? costs.onBehalfPerOrderFen : 0);
        this.pieceFen[cell] = costs.handlingPerPieceFen + (isOnBehalf ? costs.onBehalfPerPieceFen : 0);
      }
    }
  }

  private rankPlaces(orders: number): Int32Array {
    const ranked = new Int32Array(orders * this.places);
    for (let o = 0; o < orders; o += 1) {
      const fen = (p: number) => this.parcelFen[o * this.places + p]! + this.pieceFen[o * this.places + p]!;
      const order = Array.from({ length: this.places }, (_, p) => p).sort((a, b) => fen(a) - fen(b) || a - b);
      ranked.set(order, o * this.places);
    }
    return ranked;
  }

  /** xorshift32: 0 ≤ x < 1. */
  private random(): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) / 4_294_967_296;
  }

  private costOf(order: number): number {
    const first = this.firstLine[order]!;
    const end = this.firstLine[order + 1]!;
    let cost = 0;
    for (let l = first; l < end; l += 1) {
      const place = this.at[l]!;
      if (place < 0) {
        cost += unservedFen;
        continue;
      }
      const cell = order * this.places + place;
      cost += this.quantity[l]! * this.pieceFen[cell]!;
      let isFirst = true;
      for (let other = first; other < l; other += 1) if (this.at[other] === place) isFirst = false;
      if (isFirst) cost += this.parcelFen[cell]!;
    }
    return cost;
  }

  /** Draws on the shelf of a place and frees what was reserved elsewhere. */
  private put(line: number, place: number): void {
    this.at[line] = place;
    const reserved = this.reserved[line]!;
    if (place < 0 || place === reserved) return;
    const variant = this.variantOf[line]!;
    const cell = place * this.variants + variant;
    this.left[cell]! -= this.quantity[line]!;
    if (this.left[cell]! < 0) this.short.push(cell);
    if (reserved >= 0) this.left[reserved * this.variants + variant]! += this.quantity[line]!;
    const old = this.head[cell]!;
    this.next[line] = old;
    this.previous[line] = -1;
    if (old >= 0) this.previous[old] = line;
    this.head[cell] = line;
  }

  private takeOff(line: number): void {
    const place = this.at[line]!;
    this.at[line] = -1;
    const reserved = this.reserved[line]!;
    if (place < 0 || place === reserved) return;
    const variant = this.variantOf[line]!;
    const cell = place * this.variants + variant;
    this.left[cell]! += this.quantity[line]!;
    if (reserved >= 0) {
      const home = reserved * this.variants + variant;
      this.left[home]! -= this.quantity[line]!;
      if (this.left[home]! < 0) this.short.push(home);
    }
    const before = this.previous[line]!;
    const after = this.next[line]!;
    if (before >= 0) this.next[before] = after;
    else this.head[cell] = after;
    if (after >= 0) this.previous[after] = before;
  }

  private move(line: number, place: number): void {
    if (this.at[line] === place) return;
    this.journalLine.push(line);
    this.journalPlace.push(this.at[line]!);
    this.takeOff(line);
    this.put(line, place);
  }

  private takeBack(): void {
    for (let j = this.journalLine.length - 1; j >= 0; j -= 1) {
      this.takeOff(this.journalLine[j]!);
      this.put(this.journalLine[j]!, this.journalPlace[j]!);
    }
    this.short.length = 0;
  }

  /** One change and everything that follows from it. Answers what it costs; Infinity when somebody is left short. */
  private tryChain(): number {
    this.journalLine.length = this.journalPlace.length = this.short.length = 0;
    this.marks += 1;
    const order = Math.floor(this.random() * this.mark.length);
    this.mark[order] = this.marks;
    let change = -this.costOf(order);
    this.aim(order);
    change += this.costOf(order);
    for (let given = 0; this.short.length > 0;) {
      const cell = this.short.at(-1)!;
      if (this.left[cell]! >= 0) {
        this.short.pop();
        continue;
      }
      const victim = this.victimAt(cell);
      if (victim < 0 || given === chainMax) return Infinity;
      given += 1;
      this.mark[victim] = this.marks;
      change -= this.costOf(victim);
      this.serveBest(victim);
      change += this.costOf(victim);
    }
    return change;
  }

  /** Moves all lines of an order, or one, to one of its cheapest places, whether or not there are pieces left. */
  private aim(order: number): void {
    const first = this.firstLine[order]!;
    const count = this.firstLine[order + 1]! - first;
    const rank = Math.floor(this.random() ** 2 * Math.min(aimedPlaces, this.places));
    const place = this.ranked[order * this.places + rank]!;
    const only = this.random() < 0.5 ? first + Math.floor(this.random() * count) : -1;
    for (let l = first; l < first + count; l += 1) {
      if ((only < 0 || only === l) && this.may[l * this.places + place] === 1) this.move(l, place);
    }
  }

  /** An order not yet touched in this chain that draws on the cell. */
  private victimAt(cell: number): number {
    let skips = Math.floor(this.random() * 4);
    let found = -1;
    for (let line = this.head[cell]!; line >= 0; line = this.next[line]!) {
      const order = this.orderOf[line]!;
      if (this.mark[order] === this.marks) continue;
      found = order;
      skips -= 1;
      if (skips < 0) break;
    }
    return found;
  }

  /** The cheapest way to serve an order with what is left: one place, or two. */
  private serveBest(order: number): void {
    const first = this.firstLine[order]!;
    const end = this.firstLine[order + 1]!;
    for (let l = first; l < end; l += 1) this.move(l, -1);
    let best = Infinity;
    let bestA = -1;
    let bestB = -1;
    for (let i = 0; i < this.places; i += 1) {
      const a = this.ranked[order * this.places + i]!;
      const widest = i < pairedPlaces ? Math.min(pairedPlaces, this.places) : i + 1;
      for (let j = i; j < widest; j += 1) {
        const b = this.ranked[order * this.places + j]!;
        const cost = this.costFrom(order, a, b);
        if (cost < best) {
          best = cost;
          bestA = a;
          bestB = b;
        }
      }
    }
    for (let l = first; l < end; l += 1) {
      const place = this.firstWith(l, bestA, bestB);
      this.move(l, place >= 0 ? place : this.anyWith(order, l));
    }
  }

  private anyWith(order: number, line: number): number {
    for (let i = 0; i < this.places; i += 1) {
      const place = this.ranked[order * this.places + i]!;
      if (this.has(line, place)) return place;
    }
    return -1;
  }

  private costFrom(order: number, a: number, b: number): number {
    let cost = 0;
    let usesA = false;
    let usesB = false;
    for (let l = this.firstLine[order]!; l < this.firstLine[order + 1]!; l += 1) {
      const place = this.firstWith(l, a, b);
      if (place < 0) cost += unservedFen;
      else {
        cost += this.quantity[l]! * this.pieceFen[order * this.places + place]!;
        if (place === a) usesA = true;
        else usesB = true;
      }
    }
    if (usesA) cost += this.parcelFen[order * this.places + a]!;
    if (usesB) cost += this.parcelFen[order * this.places + b]!;
    return cost;
  }

  /** The place of two that has the line's pieces, the first if both do. */
  private firstWith(line: number, a: number, b: number): number {
    if (this.has(line, a)) return a;
    return b !== a && this.has(line, b) ? b : -1;
  }

  private has(line: number, place: number): boolean {
    if (place < 0 || this.may[line * this.places + place] === 0) return false;
    if (this.reserved[line] === place) return true;
    return this.left[place * this.variants + this.variantOf[line]!]! >= this.quantity[line]!;
  }
}
