import { handsCell, shelfCell, type Tables } from './tables.ts';

/**
 * Who draws on what while a search moves lines about: pieces left by cell (below zero while a chain of changes is under
 * way), the lines that draw on a cell, and a journal by which a chain is taken back.
 */
export class Ledger {
  private readonly t: Tables;
  /** Place by line; −1: unserved. */
  readonly at: Int32Array;
  private readonly left: Int32Array;
  /** Drawers of a cell as doubly linked lists; a line has two nodes, for its shelf and for hands. */
  private readonly head: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly journalLine: number[] = [];
  private readonly journalPlace: number[] = [];
  private readonly short: number[] = [];

  constructor(t: Tables, start: ArrayLike<number>) {
    this.t = t;
    this.at = Int32Array.from({ length: t.lines }, (_, l) => start[l]!);
    this.left = t.capacity.slice();
    this.head = new Int32Array(this.left.length).fill(-1);
    this.next = new Int32Array(2 * t.lines).fill(-1);
    this.previous = new Int32Array(2 * t.lines).fill(-1);
    for (let l = 0; l < t.lines; l += 1) this.put(l, this.at[l]!);
    this.forget();
  }

  /** Whether a line that is nowhere can be served there with what is left. */
  has(line: number, place: number): boolean {
    const { t } = this;
    if (t.may[line * t.places + place] === 0) return false;
    const quantity = t.quantity[line]!;
    const hands = handsCell(t, line, place);
    if (hands >= 0 && this.left[hands]! < quantity) return false;
    const left = this.left[shelfCell(t, line, place)]!;
    // Where its own pieces lie it is counted already.
    return place === t.reserved[line] ? left >= 0 : left >= quantity;
  }

  /** Pieces left of what a line wants at a place; below zero while more is drawn than there is. */
  room(line: number, place: number): number {
    return this.left[shelfCell(this.t, line, place)]!;
  }

  leftOf(cell: number): number {
    return this.left[cell]!;
  }

  move(line: number, place: number): void {
    if (this.at[line] === place) return;
    this.journalLine.push(line);
    this.journalPlace.push(this.at[line]!);
    this.takeOff(line);
    this.put(line, place);
  }

  /** A cell from which more is drawn than there is, or −1. */
  shortCell(): number {
    for (let cell = this.short.at(-1); cell !== undefined; cell = this.short.at(-1)) {
      if (this.left[cell]! < 0) return cell;
      this.short.pop();
    }
    return -1;
  }

  /** The node of the line that drew on a cell last (the line is node >> 1), or −1; `after` is the one before it. */
  drawer(cell: number): number {
    return this.head[cell]!;
  }

  after(node: number): number {
    return this.next[node]!;
  }

  /** What has been moved so far stays. */
  forget(): void {
    this.journalLine.length = this.journalPlace.length = this.short.length = 0;
  }

  takeBack(): void {
    for (let j = this.journalLine.length - 1; j >= 0; j -= 1) {
      this.takeOff(this.journalLine[j]!);
      this.put(this.journalLine[j]!, this.journalPlace[j]!);
    }
    this.forget();
  }

  private put(line: number, place: number): void {
    this.at[line] = place;
    const quantity = this.t.quantity[line]!;
    this.draw(2 * line, shelfCell(this.t, line, place), quantity);
    this.draw(2 * line + 1, handsCell(this.t, line, place), quantity);
  }

  private draw(node: number, cell: number, quantity: number): void {
    if (cell < 0) return;
    this.left[cell]! -= quantity;
    if (this.left[cell]! < 0) this.short.push(cell);
    const old = this.head[cell]!;
    this.next[node] = old;
    this.previous[node] = -1;
    if (old >= 0) this.previous[old] = node;
    this.head[cell] = node;
  }

  private takeOff(line: number): void {
    const place = this.at[line]!;
    const quantity = this.t.quantity[line]!;
    this.release(2 * line, shelfCell(this.t, line, place), quantity);
    this.release(2 * line + 1, handsCell(this.t, line, place), quantity);
  }

  private release(node: number, cell: number, quantity: number): void {
    if (cell < 0) return;
    this.left[cell]! += quantity;
    const before = this.previous[node]!;
    const after = this.next[node]!;
    if (before >= 0) this.next[before] = after;
    else this.head[cell] = after;
    if (after >= 0) this.previous[after] = before;
  }
}
