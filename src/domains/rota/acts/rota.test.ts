import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStageWorld, type StageWorld } from '../../../../test/worlds/stage.ts';
import { planRota } from '../../../clockwork/workers/plan-rota.ts';
import type { ClockworkDeps } from '../../../clockwork/timer.ts';
import { solveRota } from '../../../solvers/rota/solve-rota.ts';
import {
  addAbsence,
  addSlots,
  askPlan,
  changeSlot,
  endPlan,
  getRota,
  keepHost,
  listSubstitutes,
  removeAbsence,
  removeSlot,
  takeRun,
} from '../index.ts';
import { listCategories } from '../../catalog/index.ts';
import type { RotaWeek } from '../tables.ts';

let stage: StageWorld;
let fruit: string;
beforeAll(async () => {
  stage = await openStageWorld();
  const [category] = await stage.home.transact(null, (tx) => listCategories(tx));
  fruit = category?.code ?? '';
});
afterAll(() => stage.world.close());

/** A week of its own for each test, Monday first: they share hosts and shops. */
let mondays = new Date('2026-12-07T00:00:00Z').getTime();
function freshWeek(): string[] {
  const days = Array.from({ length: 7 }, (_, i) =>
    new Date(mondays + i * 86_400_000).toISOString().slice(0, 10),
  );
  mondays += 7 * 86_400_000;
  return days;
}

const operate: StageWorld['home']['transact'] = (_, work) => stage.home.transact(stage.home.operator, work);
const weekOfDay = (day: string): Promise<RotaWeek> => operate(null, (tx) => getRota(tx, day));

function slots(days: readonly string[], startHour: number, shop = 0, more: object = {}) {
  const { shopId } = stage.home.shops[shop]!;
  return operate(null, (tx) =>
    addSlots(tx, {
      ...{ shopId, days: [...days], startMinute: startHour * 60, durationMinutes: 120 },
      ...{ categoryCode: null, language: null, ...more },
    }),
  );
}

/** As the worker does, with the clockwork's own code. */
async function plan(day: string, keepsPlan: boolean): Promise<RotaWeek> {
  const runId = await operate(null, (tx) => askPlan(tx, day, keepsPlan));
  const { allianceId } = stage.home;
  const deps = { funnel: stage.world.app } as ClockworkDeps;
  await planRota.handle(deps, { jobId: 'job', allianceId, data: { runId } });
  return weekOfDay(day);
}

test('a week is planned, proven, and mended when a host falls ill', async () => {
  const days = freshWeek();
  await operate(null, (tx) =>
    keepHost(tx, {
      ...{ memberId: stage.host.memberId, slotsMost: 6, languages: ['wu'], skilled: [], expert: [fruit] },
      free: days.map((_, i) => ({ weekday: i + 1, fromMinute: 480, untilMinute: 1_320 })),
    }),
  );
  await slots(days, 10, 0, { categoryCode: fruit });
  await slots(days, 18, 1, { language: 'wu' });
  const planned = await plan(days[2]!, false);
  expect(planned.weekStart).toBe(days[0]);
  expect(planned.run).toMatchObject({ state: 'done', isProven: true, slots: 14, changes: 0 });
  // One speaks the dialect and hosts six times at most; nobody takes the same shop's next slot.
  const own = planned.slots.filter(({ hostMemberId }) => hostMemberId === stage.host.memberId);
  expect(own).toHaveLength(6);
  expect(own.filter(({ language }) => language === 'wu').length).toBe(
    planned.slots.filter(({ language, hostMemberId }) => language === 'wu' && hostMemberId !== null).length,
  );
  expect(planned.slots.flatMap(({ faults }) => faults)).toEqual([]);
  const free = planned.slots.find(({ hostMemberId }) => hostMemberId === null);
  expect(free?.closest[0]?.rules.length).toBeGreaterThan(0);

  const ill = own[0]!;
  const absence = await operate(null, (tx) =>
    addAbsence(tx, { memberId: stage.host.memberId, fromAt: ill.startsAt, untilAt: ill.endsAt }),
  );
  expect(absence.freedSlots).toBe(1);
  const mended = await plan(days[0]!, true);
  expect(mended.run).toMatchObject({ state: 'done', keepsPlan: true, changes: 0 });
  const moved = mended.slots.filter(
    ({ slotId, hostMemberId }) =>
      planned.slots.find((was) => was.slotId === slotId)?.hostMemberId !== hostMemberId,
  );
  expect(
    moved.every(
      ({ slotId }) =>
        slotId === ill.slotId || planned.slots.find((was) => was.slotId === slotId)?.hostMemberId === null,
    ),
  ).toBe(true);
  await operate(null, (tx) => removeAbsence(tx, absence.absenceId));
  await expect(operate(null, (tx) => removeAbsence(tx, absence.absenceId))).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('what is pinned stays, and a clash of pins is said', async () => {
  const days = freshWeek();
  const [first] = await slots([days[0]!], 10);
  const [second] = await slots([days[0]!], 10, 1);
  const hostMemberId = stage.otherHost.memberId;
  await operate(null, (tx) => changeSlot(tx, { slotId: first!, hostMemberId, isPinned: true }));
  const planned = await plan(days[0]!, false);
  expect(planned.slots.find(({ slotId }) => slotId === first)).toMatchObject({
    hostMemberId,
    isPinned: true,
  });
  const faults = await operate(null, (tx) =>
    changeSlot(tx, { slotId: second!, hostMemberId, isPinned: true }),
  );
  expect(faults).toEqual(['at-once']);
  expect((await plan(days[0]!, false)).run).toMatchObject({ state: 'conflict', value: null });
  await expect(
    operate(null, (tx) => changeSlot(tx, { slotId: first!, hostMemberId: null, isPinned: true })),
  ).rejects.toMatchObject({ code: 'rota-pin', field: 'isPinned' });
  await operate(null, (tx) => changeSlot(tx, { slotId: second!, hostMemberId: null }));
  const { slots: shown } = await weekOfDay(days[0]!);
  expect(shown.find(({ slotId }) => slotId === second)).toMatchObject({ isPinned: false, hostName: null });
});

test('a shop is filmed in once at a time, whoever races', async () => {
  const days = freshWeek();
  const racing = await Promise.allSettled(
    Array.from({ length: 6 }, (_, i) => slots([days[1]!], 9 + i * 0.25)),
  );
  expect(racing.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(slots([days[1]!, days[2]!], 10)).rejects.toMatchObject({
    code: 'rota-overlap',
    field: 'days',
  });
  expect((await weekOfDay(days[0]!)).slots).toHaveLength(1);
  const [moved] = await slots([days[3]!], 9);
  const startsAt = (await weekOfDay(days[0]!)).slots[0]!.startsAt;
  await expect(operate(null, (tx) => changeSlot(tx, { slotId: moved!, startsAt }))).rejects.toMatchObject({
    code: 'rota-overlap',
    field: 'startsAt',
  });
});

test('a week is planned once at a time, and a plan for another week is not written', async () => {
  const days = freshWeek();
  await expect(operate(null, (tx) => askPlan(tx, days[0]!, false))).rejects.toMatchObject({
    code: 'rota-empty',
  });
  const [slotId] = await slots([days[0]!], 10);
  await slots([days[1]!], 10);
  const runId = await operate(null, (tx) => askPlan(tx, days[0]!, false));
  await expect(operate(null, (tx) => askPlan(tx, days[6]!, true))).rejects.toMatchObject({
    code: 'rota-running',
  });
  const week = await operate(null, (tx) => takeRun(tx, runId));
  const answer = await solveRota(week!.problem, { seconds: 10 });
  await operate(null, (tx) => removeSlot(tx, slotId!));
  await operate(null, (tx) => endPlan(tx, runId, week!, answer));
  const after = await weekOfDay(days[0]!);
  expect(after.run).toMatchObject({ state: 'outdated' });
  expect(after.slots).toMatchObject([{ hostMemberId: null }]);
  expect(await operate(null, (tx) => takeRun(tx, runId))).toBe(null);
});

test('substitutes are ranked with reasons; times that make no sense are refused', async () => {
  const days = freshWeek();
  const [slotId] = await slots([days[0]!], 10, 0, { language: 'wu' });
  const { rows } = await operate(null, (tx) => listSubstitutes(tx, slotId!));
  expect(rows[0]).toMatchObject({ memberId: stage.host.memberId, rules: [] });
  expect(rows.find(({ memberId }) => memberId === stage.otherHost.memberId)?.rules).toEqual(['language']);
  const known = { memberId: stage.otherHost.memberId, slotsMost: 5, languages: [], skilled: [], expert: [] };
  const early = { weekday: 1, fromMinute: 600, untilMinute: 480 };
  const twice = [
    { weekday: 1, fromMinute: 480, untilMinute: 600 },
    { weekday: 1, fromMinute: 540, untilMinute: 700 },
  ];
  for (const free of [[early], twice]) {
    await expect(operate(null, (tx) => keepHost(tx, { ...known, free }))).rejects.toMatchObject({
      code: 'rota-span',
      field: 'free',
    });
  }
});
