import { checkRota } from './check-rota.ts';
import { valueOf } from './feasible.ts';
import type { RotaAssignment, RotaProblem, RotaRule, RotaSlot } from './types.ts';

/** What would have to give so that a host can take a slot: nothing, one rule, or several. */
export interface Candidate {
  readonly hostId: string;
  /** Empty when the host can step in at once. */
  readonly rules: readonly RotaRule[];
  /** Slots the host already has that stand in the way. */
  readonly slotIds: readonly string[];
  /** Viewers × fit. */
  readonly value: number;
  /** Slots the host has besides this one: who has fewer comes first among equals. */
  readonly slotsNow: number;
}

/**
 * Everybody else for a slot, the plan left as it is: first who breaks no rule, most valuable first, then who breaks the
 * fewest. The host who has it now is left out.
 */
export function rankSubstitutes(
  problem: RotaProblem,
  plan: readonly RotaAssignment[],
  slotId: string,
): Candidate[] {
  const slot = problem.slots.find((candidate) => candidate.slotId === slotId);
  if (slot === undefined) return [];
  const others = plan.filter((assignment) => assignment.slotId !== slotId);
  const now = plan.find((assignment) => assignment.slotId === slotId)?.hostId;
  return problem.hosts
    .filter(({ hostId }) => hostId !== now)
    .map((host) => candidateOf(problem, others, slot, host.hostId))
    .toSorted(
      (a, b) =>
        a.rules.length - b.rules.length ||
        b.value - a.value ||
        a.slotsNow - b.slotsNow ||
        (a.hostId < b.hostId ? -1 : 1),
    );
}

/** For each slot nobody has: who comes closest, and what keeps them. */
export function explainFree(
  problem: RotaProblem,
  plan: readonly RotaAssignment[],
): { readonly slotId: string; readonly closest: readonly Candidate[] }[] {
  const taken = new Set(plan.map(({ slotId }) => slotId));
  return problem.slots
    .filter(({ slotId }) => !taken.has(slotId))
    .map(({ slotId }) => ({
      slotId,
      closest: rankSubstitutes(problem, plan, slotId).slice(0, closestShown),
    }));
}

const closestShown = 3;

function candidateOf(
  problem: RotaProblem,
  others: readonly RotaAssignment[],
  slot: RotaSlot,
  hostId: string,
): Candidate {
  const host = problem.hosts.find((candidate) => candidate.hostId === hostId);
  const own = others.filter((assignment) => assignment.hostId === hostId);
  const faults = checkRota({ ...problem, hosts: host === undefined ? [] : [host], pinned: [] }, [
    ...own,
    { slotId: slot.slotId, hostId },
  ]).filter(({ slotIds }) => slotIds.includes(slot.slotId));
  const rules = [...new Set(faults.map(({ rule }) => rule))] as RotaRule[];
  const slotIds = [...new Set(faults.flatMap((fault) => fault.slotIds))].filter((id) => id !== slot.slotId);
  const value = host === undefined ? 0 : valueOf(host, slot, problem.rules.unknownFit);
  return { hostId, rules, slotIds, value, slotsNow: own.length };
}
