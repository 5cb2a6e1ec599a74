import { dayMinutes, dayOf } from './feasible.ts';
import type { RotaAssignment, RotaProblem, RotaRule, RotaSlot } from './types.ts';

export interface RotaFault {
  readonly rule: RotaRule | 'unknown-slot' | 'unknown-host' | 'slot-taken-twice' | 'pin-moved';
  readonly hostId: string;
  readonly slotIds: readonly string[];
}

/**
 * Reads every rule off a plan again, day by day and person by person, without the model's own tables: what the solver, a
 * person at the calendar or an engine elsewhere proposes is used only when this finds nothing.
 */
export function checkRota(problem: RotaProblem, assignments: readonly RotaAssignment[]): RotaFault[] {
  const slots = new Map(problem.slots.map((slot) => [slot.slotId, slot]));
  const faults: RotaFault[] = [];
  const hostOf = new Map<string, string>();
  const slotsOf = new Map<string, RotaSlot[]>(problem.hosts.map(({ hostId }) => [hostId, []]));
  for (const { slotId, hostId } of assignments) {
    const slot = slots.get(slotId);
    const own = slotsOf.get(hostId);
    if (slot === undefined) faults.push({ rule: 'unknown-slot', hostId, slotIds: [slotId] });
    else if (own === undefined) faults.push({ rule: 'unknown-host', hostId, slotIds: [slotId] });
    else if (hostOf.has(slotId)) faults.push({ rule: 'slot-taken-twice', hostId, slotIds: [slotId] });
    else {
      hostOf.set(slotId, hostId);
      own.push(slot);
    }
  }
  for (const { slotId, hostId } of problem.pinned) {
    if (hostOf.get(slotId) !== hostId) faults.push({ rule: 'pin-moved', hostId, slotIds: [slotId] });
  }
  for (const { hostId } of problem.hosts)
    faults.push(...faultsOf(problem, hostId, slotsOf.get(hostId) ?? []));
  if (problem.rules.rotates) faults.push(...repeats(problem, hostOf));
  return faults;
}

function faultsOf(problem: RotaProblem, hostId: string, unsorted: readonly RotaSlot[]): RotaFault[] {
  const host = problem.hosts.find((candidate) => candidate.hostId === hostId);
  if (host === undefined) return [];
  const { rules } = problem;
  const own = unsorted.toSorted((a, b) => a.startMinute - b.startMinute);
  const faults: RotaFault[] = [];
  const add = (rule: RotaFault['rule'], ...found: readonly RotaSlot[]): void => {
    faults.push({ rule, hostId, slotIds: found.map(({ slotId }) => slotId) });
  };
  for (const slot of own) {
    const spans = host.free.filter(({ fromMinute }) => fromMinute <= slot.startMinute);
    if (!spans.some(({ untilMinute }) => untilMinute >= slot.endMinute)) add('not-free', slot);
    if (slot.language !== null && !host.languages.includes(slot.language)) add('language', slot);
  }
  own.forEach((slot, i) => {
    for (const later of own.slice(i + 1)) {
      const pauseMinutes = later.startMinute - slot.endMinute;
      if (pauseMinutes < 0) add('at-once', slot, later);
      else if (pauseMinutes < rules.restMinutes) add('rest', slot, later);
      else if (isShortNight(slot, later, rules)) add('night', slot, later);
    }
  });
  const perDay = Map.groupBy(own, ({ startMinute }) => dayOf(startMinute));
  for (const ofDay of perDay.values()) if (ofDay.length > rules.slotsPerDayMost) add('day-limit', ...ofDay);
  if (own.length > host.slotsMost) add('period-limit', ...own);
  return faults;
}

function isShortNight(
  slot: RotaSlot,
  later: RotaSlot,
  { lateMinute, earlyMinute }: RotaProblem['rules'],
): boolean {
  const evening = dayOf(slot.endMinute - 1);
  const endsAt = slot.endMinute - evening * dayMinutes;
  const beginsAt = later.startMinute - (evening + 1) * dayMinutes;
  return endsAt > lateMinute && beginsAt < earlyMinute;
}

function repeats({ slots }: RotaProblem, hostOf: ReadonlyMap<string, string>): RotaFault[] {
  const rooms = Map.groupBy(slots, ({ roomId }) => roomId);
  return [...rooms.values()].flatMap((ofRoom) => {
    const order = ofRoom.toSorted((a, b) => a.startMinute - b.startMinute);
    return order.slice(1).flatMap((slot, i): RotaFault[] => {
      const before = order[i];
      const hostId = hostOf.get(slot.slotId);
      if (before === undefined || hostId === undefined || hostOf.get(before.slotId) !== hostId) return [];
      return [{ rule: 'rotation', hostId, slotIds: [before.slotId, slot.slotId] }];
    });
  });
}

/** What a plan is worth: audience × fit, less what the missing shares of hosts cost. */
export function worthOf(problem: RotaProblem, assignments: readonly RotaAssignment[]): number {
  const { unknownFit, slotsLeast, missedShareCost } = problem.rules;
  let worth = 0;
  for (const host of problem.hosts) {
    const own = assignments.filter(({ hostId }) => hostId === host.hostId);
    for (const { slotId } of own) {
      const slot = problem.slots.find((candidate) => candidate.slotId === slotId);
      if (slot === undefined) continue;
      worth += slot.audience * (slot.category === null ? 1 : (host.fits.get(slot.category) ?? unknownFit));
    }
    worth -= Math.max(0, slotsLeast - own.length) * missedShareCost;
  }
  return worth;
}
