import type { Reader } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { checkRota } from '../../../solvers/rota/check-rota.ts';
import { type Candidate, explainFree, rankSubstitutes } from '../../../solvers/rota/explain.ts';
import type { RotaAssignment, RotaProblem } from '../../../solvers/rota/types.ts';
import { listCategories } from '../../catalog/index.ts';
import { describeMembers, describeShops } from '../../membership/index.ts';
import { rotaProblem, rotaRules } from './rota-problem.ts';
import { weekOf } from '../rules/week.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';
import { findNewestRun } from '../store/runs.ts';
import { findSlot } from '../store/slots.ts';
import type { RotaWeek, SlotRow } from '../tables.ts';
import { readWeek, type ReadWeek } from './week-plan.ts';

/** Free slots that are explained; a page shows no more at once. */
const explainedMost = 60;

type Shown = RotaWeek['slots'][number];

/** The week a day lies in, with everything that is wrong in it as it stands. */
export async function getRota(db: Reader, day: string): Promise<RotaWeek> {
  const week = weekOf(day);
  const plan = await readWeek(db, week, false);
  const shops = await describeShops(db, [...new Set(plan.slots.map(({ shopId }) => shopId))]);
  const categories = new Map((await listCategories(db)).map(({ code, name }) => [code, name]));
  const names = await namesOf(db, plan);
  const { problem, assignments } = asItStands(plan, db.now);
  const faults = faultsBySlot(problem, assignments);
  const closest = new Map(
    explainFree({ ...problem, slots: problem.slots.slice(0, explainedMost) }, assignments).map((free) => [
      free.slotId,
      free.closest,
    ]),
  );
  const shown = (slot: SlotRow): Shown => ({
    ...slot,
    shopName: shops.get(slot.shopId)?.name ?? '',
    categoryName:
      slot.categoryCode === null ? null : (categories.get(slot.categoryCode) ?? slot.categoryCode),
    hostName: slot.hostMemberId === null ? null : (names.get(slot.hostMemberId) ?? ''),
    audience: plan.audience.get(slot.slotId) ?? 0,
    audienceFrom: plan.audienceFrom.get(slot.slotId) ?? 'assumed',
    faults: [...(faults.get(slot.slotId) ?? [])],
    closest: (closest.get(slot.slotId) ?? []).map((candidate) => describe(candidate, names)),
  });
  const { slotsPerDayMost, restMinutes, lateMinute, earlyMinute, slotsLeast } = rotaRules;
  return {
    weekStart: week.start,
    slots: plan.slots.map(shown),
    hosts: plan.hosts.map((host) => ({
      ...{ memberId: host.memberId, slotsMost: host.slotsMost },
      name: names.get(host.memberId) ?? '',
      isKnown: plan.known.has(host.memberId),
      slotsNow: assignments.filter(({ hostId }) => hostId === host.memberId).length,
      languages: [...host.languages],
      skilled: [...host.skilled],
      expert: [...host.expert],
      free: host.free.map((span) => ({ ...span })),
      absences: plan.absences
        .filter(({ memberId }) => memberId === host.memberId)
        .map(({ absenceId, fromAt, untilAt }) => ({ absenceId, fromAt, untilAt })),
    })),
    rules: { slotsPerDayMost, restMinutes, lateMinute, earlyMinute, slotsLeast },
    run: await findNewestRun(db, week.start),
  };
}

/** Everybody who could take a slot, best first. `not-found` without such a slot. */
export async function listSubstitutes(
  db: Reader,
  slotId: string,
): Promise<{ rows: RotaWeek['slots'][number]['closest'] }> {
  const slot = await findSlot(db, slotId);
  if (slot === null) throw new Refusal('not-found', {}, 'slotId');
  const plan = await readWeek(db, weekOf(shanghaiDay(slot.startsAt)), false);
  const { problem, assignments } = asItStands(plan, db.now);
  return {
    rows: rankSubstitutes(problem, assignments, slotId).map((candidate) => describe(candidate, plan.names)),
  };
}

/** Rules that one slot breaks as the week stands. */
export async function faultsOf(db: Reader, slot: SlotRow): Promise<string[]> {
  const plan = await readWeek(db, weekOf(shanghaiDay(slot.startsAt)), false);
  const { problem, assignments } = asItStands(plan, db.now);
  return [...(faultsBySlot(problem, assignments).get(slot.slotId) ?? [])];
}

/** The week without pins: whoever has a slot has it, rightly or not. Those who are no host any more are left out. */
function asItStands(plan: ReadWeek, now: Date): { problem: RotaProblem; assignments: RotaAssignment[] } {
  const problem = { ...rotaProblem(plan, now), pinned: [] };
  const hosts = new Set(problem.hosts.map(({ hostId }) => hostId));
  const assignments = plan.slots.flatMap(({ slotId, hostMemberId }) =>
    hostMemberId !== null && hosts.has(hostMemberId) ? [{ slotId, hostId: hostMemberId }] : [],
  );
  return { problem, assignments };
}

function faultsBySlot(
  problem: RotaProblem,
  assignments: readonly RotaAssignment[],
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { rule, slotIds } of checkRota(problem, assignments)) {
    for (const slotId of slotIds) found.set(slotId, (found.get(slotId) ?? new Set()).add(rule));
  }
  return found;
}

async function namesOf(db: Reader, plan: ReadWeek): Promise<ReadonlyMap<string, string>> {
  const gone = plan.slots.flatMap(({ hostMemberId }) =>
    hostMemberId !== null && !plan.names.has(hostMemberId) ? [hostMemberId] : [],
  );
  if (gone.length === 0) return plan.names;
  const members = await describeMembers(db, gone);
  return new Map([...plan.names, ...[...members].map(([memberId, { name }]) => [memberId, name] as const)]);
}

function describe({ hostId, rules, value, slotsNow }: Candidate, names: ReadonlyMap<string, string>) {
  return {
    memberId: hostId,
    name: names.get(hostId) ?? '',
    rules: [...rules],
    value: Math.round(value * 10) / 10,
    slotsNow,
  };
}
