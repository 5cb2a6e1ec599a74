import type { Instance, VehicleClass } from './instance.ts';

/** What a sum of fractions may be off by. */
const slack = 1e-9;

/**
 * When a route can be driven that the arrays of `refresh.ts` are too simple for: breaks, and tasks with several windows.
 * They know the hull of a task's windows and no breaks, so that whatever they forbid is forbidden here as well.
 *
 * By position and number of breaks taken, the earliest leaving: to be earlier is never worse, so that one number per
 * pair is enough. A break is taken at a stop, before going on. Breaks are taken in their order.
 */
export class Schedule {
  private readonly instance: Instance;
  /** By number of breaks taken. */
  private leave = new Float64Array(4);
  /** By position × breaks taken: 1 when the last of them is taken at that position. */
  private readonly took: Uint8Array[] = [];

  constructor(instance: Instance) {
    this.instance = instance;
  }

  /** The earliest arrival at the end with all breaks taken, Infinity when there is none. `path` has both end nodes. */
  arrival(kind: VehicleClass, path: ArrayLike<number>, count: number, from = kind.shiftBegin): number {
    const { nodes, service } = this.instance;
    const { time } = kind.matrices;
    const breaks = kind.breaks.length;
    if (this.leave.length <= breaks) this.leave = new Float64Array(breaks + 1);
    const { leave } = this;
    leave.fill(Infinity);
    leave[0] = from;
    this.takeBreaks(kind, 0);
    for (let p = 1; p < count - 1; p += 1) {
      const node = path[p]!;
      const leg = time[path[p - 1]! * nodes + node]!;
      let isPossible = false;
      for (let j = 0; j <= breaks; j += 1) {
        leave[j] = this.beginAt(node, leave[j]! + leg) + service[node]!;
        if (leave[j]! < Infinity) isPossible = true;
      }
      if (!isPossible) return Infinity;
      this.takeBreaks(kind, p);
    }
    const end = leave[breaks]! + time[path[count - 2]! * nodes + path[count - 1]!]!;
    return end <= kind.shiftEnd + slack ? end : Infinity;
  }

  /** After `arrival`: for every break, the position at which it is taken. */
  breakPlaces(kind: VehicleClass, count: number): number[] {
    const places: number[] = [];
    let taken = kind.breaks.length;
    for (let p = count - 2; p >= 0; p -= 1) {
      while (taken > 0 && this.took[p]![taken] === 1) {
        taken -= 1;
        places[taken] = p;
      }
    }
    return places;
  }

  /** The latest start that arrives no later than the earliest does, to a second. */
  latestStart(kind: VehicleClass, path: ArrayLike<number>, count: number): number {
    const earliest = this.arrival(kind, path, count);
    let low = kind.shiftBegin;
    let high = earliest;
    const isGood = (from: number) => this.arrival(kind, path, count, from) <= earliest + slack;
    while (high - low > 0.5) {
      const middle = (low + high) / 2;
      if (isGood(middle)) low = middle;
      else high = middle;
    }
    const whole = Math.floor(low);
    return whole >= kind.shiftBegin && isGood(whole) ? whole : low;
  }

  /** The first moment from `clock` on at which the service may begin, Infinity when it is too late. */
  beginAt(node: number, clock: number): number {
    const windows = this.instance.windows?.[node];
    if (!windows) {
      if (clock > this.instance.close[node]! + slack) return Infinity;
      return Math.max(clock, this.instance.open[node]!);
    }
    for (let w = 0; w < windows.length; w += 2)
      if (clock <= windows[w + 1]! + slack) return Math.max(clock, windows[w]!);
    return Infinity;
  }

  private takeBreaks({ breaks }: VehicleClass, p: number): void {
    const { leave } = this;
    const took = (this.took[p] ??= new Uint8Array(leave.length));
    if (took.length < leave.length) this.took[p] = new Uint8Array(leave.length);
    for (let j = 0; j < breaks.length; j += 1) {
      const { open, close, service } = breaks[j]!;
      const begin = Math.max(leave[j]!, open);
      const isEarlier = begin <= close + slack && begin + service < leave[j + 1]!;
      if (isEarlier) leave[j + 1] = begin + service;
      this.took[p]![j + 1] = isEarlier ? 1 : 0;
    }
  }
}

/** Whether a vehicle's routes need a schedule of their own. */
export function isScheduled({ windows }: Instance, { breaks }: VehicleClass): boolean {
  return windows !== null || breaks.length > 0;
}
