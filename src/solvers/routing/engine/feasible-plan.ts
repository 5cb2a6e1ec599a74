import type { Instance, VehicleClass } from './instance.ts';
import { isScheduled, Schedule } from './schedule.ts';
import type { Plan } from './search.ts';

/** What a sum of fractions may be off by. */
const slack = 1e-9;

/**
 * What still holds of a plan made earlier: in the order of each route, the units that keep every constraint together
 * with those before them. The others, and what is named twice or by half, are left to be inserted anew.
 */
export function feasiblePlan(instance: Instance, plan: Plan): Plan {
  const taken = new Set<number>();
  return plan.map((visits, v) => {
    const kind = instance.classes[instance.classOf[v]!]!;
    const here = new Set(visits);
    const kept = new Set<number>();
    let route: number[] = [];
    for (const unit of visits) {
      const drop = instance.partner[unit]!;
      const isWhole = instance.isDrop[unit] === 0 && (drop < 0 || here.has(drop));
      if (!isWhole || taken.has(unit) || kind.serves[unit] === 0) continue;
      const wanted = new Set([...kept, unit, ...(drop < 0 ? [] : [drop])]);
      const longer = [...new Set(visits)].filter((visit) => wanted.has(visit));
      if (!holds(instance, kind, longer)) continue;
      taken.add(unit);
      for (const visit of longer) kept.add(visit);
      route = longer;
    }
    return Int32Array.from(route);
  });
}

/** Drives a route once, leaving as early as possible and, for the time out, as late as that allows. */
function holds(instance: Instance, kind: VehicleClass, route: readonly number[]): boolean {
  return (
    route.length <= kind.tasksMax &&
    holdsOrder(instance, route) &&
    holdsLoad(instance, kind, route) &&
    holdsTime(instance, kind, route)
  );
}

function holdsOrder({ isDrop, partner }: Instance, route: readonly number[]): boolean {
  return route.every((visit, p) => isDrop[visit] === 0 || route.indexOf(partner[visit]!) < p);
}

function holdsLoad(instance: Instance, kind: VehicleClass, route: readonly number[]): boolean {
  const { dimensions, brought, taken, partner } = instance;
  for (let k = 0; k < dimensions; k += 1) {
    const most = kind.capacity[k]! + slack;
    let aboard = 0;
    for (const visit of route) if (partner[visit]! < 0) aboard += brought[visit * dimensions + k]!;
    if (aboard > most) return false;
    for (const visit of route) {
      aboard += taken[visit * dimensions + k]! - brought[visit * dimensions + k]!;
      if (aboard > most) return false;
    }
  }
  return true;
}

function holdsTime(instance: Instance, kind: VehicleClass, route: readonly number[]): boolean {
  const { nodes, open, close, service } = instance;
  const { time, distance } = kind.matrices;
  const path = [kind.startNode, ...route, kind.endNode];
  if (isScheduled(instance, kind) && new Schedule(instance).arrival(kind, path, path.length) === Infinity)
    return false;
  const way = (table: Float64Array, p: number) => table[path[p - 1]! * nodes + path[p]!]!;
  let clock = kind.shiftBegin;
  let travel = 0;
  let metres = 0;
  for (let p = 1; p < path.length; p += 1) {
    const leg = way(time, p);
    travel += leg;
    metres += distance ? way(distance, p) : 0;
    clock = Math.max(clock + leg, open[path[p]!]!);
    if (clock > close[path[p]!]!) return false;
    clock += service[path[p]!]!;
  }
  let latest = clock;
  for (let p = path.length - 1; p > 0; p -= 1) {
    const before = path[p - 1]!;
    latest = Math.min(latest - way(time, p) - service[before]!, close[before]!);
  }
  return (
    clock <= kind.shiftEnd &&
    travel <= kind.travelMax + slack &&
    metres <= kind.distanceMax + slack &&
    clock - latest <= kind.durationMax + slack
  );
}
