import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rotaWeek } from '../../../bench/rota-instance.ts';
import { checkRota, worthOf } from './check-rota.ts';
import { explainFree, rankSubstitutes } from './explain.ts';
import { provenGap } from './solve-model.ts';
import { solveRota } from './solve-rota.ts';
import type { RotaAssignment, RotaPlan, RotaProblem } from './types.ts';

const budget = { seconds: 20 };
const hour = 60;
const day = 1_440;

async function planFor(problem: RotaProblem): Promise<RotaPlan> {
  const answer = await solveRota(problem, budget);
  if (answer.kind === 'conflict') throw new Error('conflict');
  return answer.plan;
}

/** Two rooms, three slots a day, few hosts: small enough to try every plan. */
const smallWeek = fc
  .record({ seed: fc.integer({ min: 1, max: 1_000_000 }), hosts: fc.integer({ min: 1, max: 3 }) })
  .map(({ seed, hosts }): RotaProblem => {
    const week = rotaWeek(seed, hosts, 2, 2);
    const slots = week.slots.filter((_, i) => i % 5 === 0).slice(0, 6);
    return { ...week, slots, rules: { ...week.rules, slotsLeast: 2, missedShareCost: 30 } };
  });

/** The value of the best plan there is, by trying all of them. */
function bestOf(problem: RotaProblem): number {
  let best = Number.NEGATIVE_INFINITY;
  const visit = (index: number, plan: readonly RotaAssignment[]): void => {
    const slot = problem.slots[index];
    if (slot === undefined) {
      best = Math.max(best, worthOf(problem, plan));
      return;
    }
    visit(index + 1, plan);
    for (const { hostId } of problem.hosts) {
      const next = [...plan, { slotId: slot.slotId, hostId }];
      if (checkRota(problem, next).length === 0) visit(index + 1, next);
    }
  };
  visit(0, []);
  return best;
}

describe('the rota', () => {
  test('is the best of all plans that break no rule', async () => {
    await fc.assert(
      fc.asyncProperty(smallWeek, async (problem) => {
        const plan = await planFor(problem);
        expect(checkRota(problem, plan.assignments)).toEqual([]);
        expect(plan.isProven).toBe(true);
        const best = bestOf(problem);
        expect(plan.value).toBeGreaterThanOrEqual(best - provenGap * Math.max(1, Math.abs(best)) - 1e-6);
        expect(plan.value).toBeLessThanOrEqual(best + 1e-6);
      }),
      { numRuns: 25 },
    );
  });

  test('changes as little as it can when a host drops out', async () => {
    const week = rotaWeek(11, 12, 3, 4);
    const before = await planFor(week);
    const absent = before.assignments[0]?.hostId ?? '';
    const own = before.assignments.filter(({ hostId }) => hostId === absent);
    const hosts = week.hosts.map((host) => (host.hostId === absent ? { ...host, free: [] } : host));
    const after = await planFor({ ...week, hosts, before: before.assignments });
    expect(after.changes).toBe(own.length);
    const anew = await planFor({ ...week, hosts });
    expect(anew.value).toBeGreaterThanOrEqual(after.value - 1e-6);
  });

  test('keeps what is pinned, and says which pins break which rule', async () => {
    const week = rotaWeek(5, 6, 2, 2);
    const free = await planFor(week);
    const [first] = free.assignments;
    const other = week.hosts.find(({ hostId }) => hostId !== first?.hostId)?.hostId ?? '';
    const slotId = first?.slotId ?? '';
    const mine = rankSubstitutes(week, free.assignments, slotId).find(({ rules }) => rules.length === 0);
    const pinned = [{ slotId, hostId: mine?.hostId ?? first?.hostId ?? other }];
    expect((await planFor({ ...week, pinned })).assignments).toContainEqual(pinned[0]);

    const twice = week.slots
      .filter(({ startMinute }) => startMinute === week.slots[0]?.startMinute)
      .slice(0, 2);
    const clash = twice.map((slot) => ({ slotId: slot.slotId, hostId: other }));
    const answer = await solveRota({ ...week, pinned: clash }, budget);
    expect(answer).toMatchObject({
      kind: 'conflict',
      faults: expect.arrayContaining([expect.objectContaining({ rule: 'at-once', hostId: other })]),
    });
  });
});

describe('the checker', () => {
  const slotAt = (slotId: string, startMinute: number, roomId = 'room') => ({
    ...{ slotId, roomId, startMinute, endMinute: startMinute + 2 * hour },
    ...{ category: null, language: null, audience: 10 },
  });
  const anna = {
    ...{ hostId: 'anna', fits: new Map(), languages: ['wu'], slotsMost: 3 },
    free: [{ fromMinute: 8 * hour, untilMinute: 3 * day }],
  };
  const rules = {
    ...{ slotsPerDayMost: 2, restMinutes: 30, lateMinute: 21 * hour, earlyMinute: 10 * hour, rotates: true },
    ...{ slotsLeast: 0, missedShareCost: 0, unknownFit: 0.5 },
  };
  const rulesBroken = (slots: RotaProblem['slots']): string[] =>
    checkRota(
      { slots, hosts: [anna], rules, pinned: [], before: [] },
      slots.map(({ slotId }) => ({ slotId, hostId: 'anna' })),
    ).map(({ rule }) => rule);

  test.each([
    ['two places at once', [slotAt('a', 600), slotAt('b', 660, 'other')], ['at-once']],
    ['back to back', [slotAt('a', 600), slotAt('b', 725, 'other')], ['rest']],
    ['late, then early', [slotAt('a', 20 * hour), slotAt('b', day + 8 * hour, 'other')], ['night']],
    ['late, then not early', [slotAt('a', 20 * hour), slotAt('b', day + 10 * hour, 'other')], []],
    ['until midnight, then early', [slotAt('a', 22 * hour), slotAt('b', day + 9 * hour, 'other')], ['night']],
    ['a room twice in a row', [slotAt('a', 600), slotAt('b', 1_000)], ['rotation']],
    ['before the free time', [slotAt('a', 7 * hour)], ['not-free']],
    ['another language', [{ ...slotAt('a', 600), language: 'yue' }], ['language']],
    ['a long day', [600, 800, 1_000].map((at, i) => slotAt(`s${i}`, at, `room-${i}`)), ['day-limit']],
    [
      'a long week',
      [600, 800, day + 800, 2 * day + 800].map((at, i) => slotAt(`s${i}`, at, `room-${i}`)),
      ['period-limit'],
    ],
  ])('%s', (_, slots, expected) => {
    expect(rulesBroken(slots)).toEqual(expected);
  });

  test('a slot is given once, to somebody known', () => {
    const problem = { slots: [slotAt('a', 600)], hosts: [anna], rules, pinned: [], before: [] };
    const plan = [
      { slotId: 'a', hostId: 'anna' },
      { slotId: 'a', hostId: 'anna' },
      { slotId: 'x', hostId: 'anna' },
      { slotId: 'a', hostId: 'who' },
    ];
    expect(checkRota(problem, plan).map(({ rule }) => rule)).toEqual([
      'slot-taken-twice',
      'unknown-slot',
      'unknown-host',
    ]);
  });
});

describe('who could step in', () => {
  test('those who break no rule come first, and really break none', async () => {
    const week = rotaWeek(3, 10, 2, 3);
    const { assignments } = await planFor(week);
    for (const { slotId } of assignments.slice(0, 10)) {
      const ranked = rankSubstitutes(week, assignments, slotId);
      expect(ranked).toHaveLength(week.hosts.length - 1);
      for (const { hostId, rules } of ranked) {
        const swapped = assignments.map((was) => (was.slotId === slotId ? { slotId, hostId } : was));
        expect(checkRota(week, swapped).length === 0).toBe(rules.length === 0);
      }
      expect(ranked.map(({ rules }) => rules.length)).toEqual(
        ranked.map(({ rules }) => rules.length).toSorted((a, b) => a - b),
      );
    }
  });

  test('a slot nobody has says what keeps everybody', async () => {
    const week = rotaWeek(3, 2, 2, 2);
    const { assignments } = await planFor(week);
    const free = explainFree(week, assignments);
    expect(free.length).toBe(week.slots.length - assignments.length);
    for (const { closest } of free) for (const { rules } of closest) expect(rules.length).toBeGreaterThan(0);
  });
});
