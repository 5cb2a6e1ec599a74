import type { Instance } from './instance.ts';
import type { Random } from './random.ts';
import type { Routes } from './routes.ts';

/** Share of positions that are passed over by chance (blinks; Christiaans & Vanden Berghe 2020, β = 0.01). */
const blinkRate = 0.01;
const logOfStay = Math.log(1 - blinkRate);

/** Looks for the cheapest place of a unit in one route, and leaves what it found in its fields. */
export class Scan {
  readonly routes: Routes;
  readonly instance: Instance;
  /** Cost added, without what opening a route costs; meaningful when `at` ≥ 0. */
  delta = 0;
  /** Insert after this position; −1: no place cheaper than the limit. */
  at = -1;
  /** For a pair: insert its delivery after this position of the route as it is. */
  dropAt = -1;
  /** Positions until the next blink; a countdown costs less than a draw at each of them. */
  countdown = 1;
  /** Candidates for `Routes.holdsSchedule`: both ends and every visit. */
  path = new Int32Array(64);
  /** Of a pair: the cheapest delivery from a position of the route on. */
  dropFrom = new Float64Array(64);
  private readonly random: Random;

  constructor(routes: Routes, random: Random) {
    this.routes = routes;
    this.instance = routes.instance;
    this.random = random;
    this.countdown = this.drawBlink();
  }

  drawBlink(): number {
    return 1 + Math.floor(Math.log(1 - this.random.next()) / logOfStay);
  }
}

export type ScanRoute = (scan: Scan, vehicle: number, unit: number, limit: number) => void;

/** Sums only: every position fits when the route does. */
export function scanPlain(scan: Scan, vehicle: number, unit: number, limit: number): void {
  const { routes, instance } = scan;
  const { seq, edge } = routes;
  const { costInto, cost } = routes.matrices[vehicle]!;
  const row = unit * instance.nodes;
  const first = routes.base[vehicle]!;
  const last = first + routes.length[vehicle]!;
  let best = limit;
  let found = -1;
  let { countdown } = scan;
  const isSymmetric = cost === costInto;
  let into = costInto[row + seq[first]!]!;
  for (let p = first; p <= last; p += 1) {
    // Up to the next blink, so that the loop itself does not count.
    const end = Math.min(last, p + countdown - 2);
    countdown -= end - p + 2;
    for (; p <= end; p += 1) {
      const next = seq[p + 1]!;
      const onward = cost[row + next]!;
      const delta = into + onward - edge[p]!;
      into = isSymmetric ? onward : costInto[row + next]!;
      if (delta < best) {
        best = delta;
        found = p;
      }
    }
    if (p <= last) into = costInto[row + seq[p + 1]!]!;
    else countdown += 1;
    if (countdown === 0) countdown = scan.drawBlink();
  }
  scan.countdown = countdown;
  scan.delta = best;
  scan.at = found < 0 ? -1 : found - first;
}

/** Windows: in time at the visit, and in time at everything after it. */
export function scanTimed(scan: Scan, vehicle: number, unit: number, limit: number): void {
  const { routes, instance } = scan;
  const { seq, edge, leave, late } = routes;
  const { cost, costInto, time, timeInto } = routes.matrices[vehicle]!;
  const row = unit * instance.nodes;
  const open = instance.open[unit]!;
  const close = instance.close[unit]!;
  const service = instance.service[unit]!;
  const first = routes.base[vehicle]!;
  const last = first + routes.length[vehicle]!;
  let best = limit;
  let found = -1;
  let { countdown } = scan;
  const isSymmetric = cost === costInto;
  let into = costInto[row + seq[first]!]!;
  for (let p = first; p <= last; p += 1) {
    const left = leave[p]!;
    if (left > close) break;
    const next = seq[p + 1]!;
    const onward = cost[row + next]!;
    const delta = into + onward - edge[p]!;
    into = isSymmetric ? onward : costInto[row + next]!;
    countdown -= 1;
    if (countdown === 0) {
      countdown = scan.drawBlink();
      continue;
    }
    if (delta >= best) continue;
    let begin = left + timeInto[row + seq[p]!]!;
    if (begin > close) continue;
    if (begin < open) begin = open;
    if (begin + service + time[row + next]! > late[p + 1]!) continue;
    best = delta;
    found = p;
  }
  scan.countdown = countdown;
  scan.delta = best;
  scan.at = found < 0 ? -1 : found - first;
}
