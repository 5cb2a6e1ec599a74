import { loadHighs } from './highs.ts';
import { buildModel, type RotaModel } from './build-model.ts';
import { type Found, provenGap, solveModel } from './solve-model.ts';
import { checkRota, type RotaFault, worthOf } from './check-rota.ts';
import type { RotaAssignment, RotaPlan, RotaProblem } from './types.ts';

export interface RotaBudget {
  /** Search time of one core. */
  readonly seconds: number;
}

export type RotaAnswer =
  | { readonly kind: 'plan'; readonly plan: RotaPlan }
  /** What is pinned breaks these rules by itself: no plan can keep all of it. */
  | { readonly kind: 'conflict'; readonly faults: readonly RotaFault[] };

/** Slots × hosts beyond this are refused: the solver runs in 4 GB of WebAssembly. */
export const pairsMost = 100_000;

/**
 * The most valuable plan by mixed-integer programming (HiGHS). With a plan before it keeps as many of its assignments as
 * the rules allow and, among all plans that do, takes the most valuable. Slots nobody can take stay free.
 *
 * Blocks its thread for up to the budget. Every answer has passed `checkRota`.
 *
 * @throws RangeError when there are more pairs of host and slot than `pairsMost`
 */
export async function solveRota(problem: RotaProblem, { seconds }: RotaBudget): Promise<RotaAnswer> {
  const pairs = problem.slots.length * problem.hosts.length;
  if (pairs > pairsMost) throw new RangeError(`${pairs} pairs of host and slot, at most ${pairsMost}`);
  const faults = checkRota(problem, problem.pinned);
  if (faults.length > 0) return { kind: 'conflict', faults };
  const model = buildModel(problem);
  if (model.pairs.length === 0) return { kind: 'plan', plan: planOf(problem, model, null) };
  const highs = await loadHighs();
  let keptLeast = 0;
  if (problem.before.length > 0) {
    const most = solveModel(
      highs,
      { ...model, columnCost: model.isKept },
      { seconds: seconds / 2, keptLeast },
    );
    keptLeast = most === null ? 0 : Math.round(most.value);
  }
  return { kind: 'plan', plan: planOf(problem, model, solveModel(highs, model, { seconds, keptLeast })) };
}

function planOf(problem: RotaProblem, model: RotaModel, found: Found | null): RotaPlan {
  const assignments = model.pairs.flatMap(({ host, slot }, column): RotaAssignment[] => {
    const [hostId, slotId] = [problem.hosts[host]?.hostId, problem.slots[slot]?.slotId];
    const isTaken = (found?.values[column] ?? model.columnLower[column] ?? 0) > 0.5;
    return isTaken && hostId !== undefined && slotId !== undefined ? [{ slotId, hostId }] : [];
  });
  const faults = checkRota(problem, assignments);
  if (faults.length > 0) throw new Error(`The rota breaks ${faults.map(({ rule }) => rule).join(', ')}`);
  const value = worthOf(problem, assignments);
  const bound = Math.max(value, found?.bound ?? value);
  const isProven = bound - value <= provenGap * Math.max(1, Math.abs(value));
  const now = new Map(assignments.map(({ slotId, hostId }) => [slotId, hostId]));
  const changes = problem.before.filter(({ slotId, hostId }) => now.get(slotId) !== hostId).length;
  return { assignments, value, bound, isProven, changes };
}
