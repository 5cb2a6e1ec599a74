import type { AllocationPlan, ServedLine } from '../../../solvers/allocation/types.ts';
import type { Fen } from '../../../kernel/money.ts';
import type { Explanation } from '../tables.ts';

/**
 * What the solver says of a line, for people: names instead of ids, and the fee to the fen as it will be posted (the
 * solver's share of it is rounded).
 */
export function explain(
  { cost, placeId, runnerUp, infeasible }: ServedLine,
  feeFen: Fen,
  names: ReadonlyMap<string, string>,
): Explanation {
  const name = (id: string) => names.get(id) ?? '';
  const costFen = BigInt(cost.distanceFen + cost.parcelFen + cost.handlingFen) + feeFen;
  return {
    chosen: {
      locationName: name(placeId),
      costFen: costFen.toString(),
      distanceFen: cost.distanceFen.toString(),
      parcelFen: cost.parcelFen.toString(),
      handlingFen: cost.handlingFen.toString(),
      onBehalfFeeFen: feeFen.toString(),
    },
    runnerUp: runnerUp && {
      locationName: name(runnerUp.placeId),
      costFen: runnerUp.costFen.toString(),
      whyNot: runnerUp.whyNot,
    },
    infeasible: infeasible.map((one) => ({ locationName: name(one.placeId), reason: one.reason })),
  };
}

export function servedByLine(plan: AllocationPlan): Map<string, ServedLine> {
  return new Map(plan.served.map((served) => [served.lineId, served]));
}
