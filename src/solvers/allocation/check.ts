import type { AllocationPlan, AllocationProblem } from './types.ts';

/** Independent of any engine: what is wrong with a plan, empty when nothing is. */
export function checkAllocation(problem: AllocationProblem, plan: AllocationPlan): string[] {
  const wrong: string[] = [];
  const lines = new Map(
    problem.orders.flatMap((order) => order.lines.map((line) => [line.lineId, line] as const)),
  );
  const seen = new Set<string>();
  const used = new Map<string, number>();
  const freed = new Map<string, number>();
  for (const { lineId, placeId } of plan.served) {
    const line = lines.get(lineId);
    const place = problem.places.find((candidate) => candidate.placeId === placeId);
    if (!line || !place) {
      wrong.push(`${lineId}: unknown line or place`);
      continue;
    }
    if (seen.has(lineId)) wrong.push(`${lineId}: served twice`);
    seen.add(lineId);
    if (line.reservedAt === placeId) continue;
    if (!line.mayMove) wrong.push(`${lineId}: taken from elsewhere than where its goods lie`);
    if (line.needsCold && !place.hasColdStore) wrong.push(`${lineId}: needs cold, ${place.name} has none`);
    add(used, `${placeId} ${line.variantId}`, line.quantity);
    if (line.reservedAt !== null) add(freed, `${line.reservedAt} ${line.variantId}`, line.quantity);
  }
  for (const place of problem.places) {
    for (const [key, quantity] of used) {
      const [placeId, variantId] = key.split(' ') as [string, string];
      if (placeId !== place.placeId) continue;
      const had = (place.available.get(variantId) ?? 0) + (freed.get(key) ?? 0);
      if (quantity > had) wrong.push(`${variantId}: ${quantity} taken at ${place.name}, which has ${had}`);
    }
  }
  for (const { lineId } of plan.unserved) {
    if (seen.has(lineId)) wrong.push(`${lineId}: both served and not`);
    seen.add(lineId);
  }
  for (const lineId of lines.keys()) if (!seen.has(lineId)) wrong.push(`${lineId}: forgotten`);
  return wrong;
}

function add(sums: Map<string, number>, key: string, quantity: number): void {
  sums.set(key, (sums.get(key) ?? 0) + quantity);
}
