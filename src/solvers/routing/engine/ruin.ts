import type { Search } from './search.ts';

/** Parameters of slack induction by string removals, as published. */
const removedMean = 10;
const stringMax = 10;
const splitRate = 0.5;
const splitGrowth = 0.01;

/**
 * Slack induction by string removals (Christiaans & Vanden Berghe, Transportation Science 2020): around a random visit,
 * takes one string of neighbouring visits out of each of a few neighbouring routes, so that what is freed lies together.
 */
export function ruin(search: Search): void {
  const { routes, random, instance } = search;
  if (routes.activeCount === 0) return;
  const served = instance.units.length - search.poolCount;
  const lengthMean = (served * (instance.visits / instance.units.length)) / routes.activeCount;
  const lengthMax = Math.min(stringMax, lengthMean);
  const routesMax = (4 * removedMean) / (1 + lengthMax) - 1;
  const routesWanted = Math.floor(random.next() * routesMax + 1);
  const seed = random.below(instance.visits);
  let ruined = breakRoute(search, seed, lengthMax) ? 1 : 0;
  const { near, nearCount } = instance;
  for (let i = seed * nearCount; i < (seed + 1) * nearCount && ruined < routesWanted; i += 1) {
    if (breakRoute(search, near[i]!, lengthMax)) ruined += 1;
  }
}

/** Takes a string around the visit out of its route; false when the visit is absent or its route was broken before. */
function breakRoute(search: Search, visit: number, lengthMax: number): boolean {
  const { routes, random } = search;
  const vehicle = routes.routeOf[visit]!;
  if (vehicle < 0 || routes.isTouched(vehicle)) return false;
  const { seq } = routes;
  const count = routes.length[vehicle]!;
  const base = routes.base[vehicle]!;
  let place = 1;
  while (seq[base + place] !== visit) place += 1;
  const length = Math.floor(random.next() * Math.min(count, lengthMax) + 1);
  let kept = 0;
  if (length > 1 && length < count && random.next() < splitRate) {
    kept = 1;
    while (length + kept < count && random.next() < splitGrowth) kept += 1;
  }
  const whole = length + kept;
  const earliest = Math.max(1, place - whole + 1);
  const latest = Math.min(place, count - whole + 1);
  const begin = earliest + random.below(latest - earliest + 1);
  const keepFrom = kept === 0 ? begin + whole : begin + 1 + random.below(length - 1);
  for (let p = begin; p < begin + whole; p += 1) {
    if (p >= keepFrom && p < keepFrom + kept) continue;
    const gone = seq[base + p]!;
    // The other half of a pair may have taken it along.
    if (routes.routeOf[gone] === vehicle) search.remove(gone);
  }
  search.compact(vehicle);
  return true;
}
