import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rotaProblem, unknownHost } from './rota-problem.ts';
import { atMinute, weekOf } from '../rules/week.ts';

const week = weekOf('2026-12-02');
const now = new Date(week.from);

function freeOf(host: Parameters<typeof rotaProblem>[0]['hosts'][number], away: readonly [number, number][]) {
  const absences = away.map(([from, until], i) => ({
    ...{ absenceId: `a${i}`, memberId: host.memberId },
    ...{ fromAt: atMinute(week.start, from), untilAt: atMinute(week.start, until) },
  }));
  const plan = { week, slots: [], hosts: [host], absences, audience: new Map(), keepsPlan: false };
  return rotaProblem(plan, now).hosts[0]?.free ?? [];
}

const minute = fc.integer({ min: 0, max: 7 * 1_440 });
const spans = fc.array(
  fc.tuple(minute, minute).filter(([a, b]) => a < b),
  { maxLength: 5 },
);

describe('when a host is free', () => {
  test('every minute of the weekly times but those of an absence', () => {
    fc.assert(
      fc.property(spans, spans, minute, (weekly, away, at) => {
        const free = weekly
          .filter(([a, b]) => Math.floor(a / 1_440) === Math.floor((b - 1) / 1_440))
          .map(([a, b]) => {
            const day = Math.floor(a / 1_440);
            return { weekday: day + 1, fromMinute: a - day * 1_440, untilMinute: b - day * 1_440 };
          });
        const found = freeOf({ ...unknownHost('h'), free }, away);
        const isIn = (list: readonly (readonly [number, number])[]): boolean =>
          list.some(([a, b]) => a <= at && at < b);
        const weeklySpans = free.map(
          (span) =>
            [
              (span.weekday - 1) * 1_440 + span.fromMinute,
              (span.weekday - 1) * 1_440 + span.untilMinute,
            ] as const,
        );
        const expected = (free.length === 0 || isIn(weeklySpans)) && !isIn(away);
        expect(isIn(found.map((span) => [span.fromMinute, span.untilMinute] as const))).toBe(expected);
      }),
    );
  });

  test('a night that goes on past midnight is one span', () => {
    const free = [
      { weekday: 1, fromMinute: 1_200, untilMinute: 1_440 },
      { weekday: 2, fromMinute: 0, untilMinute: 60 },
    ];
    expect(freeOf({ ...unknownHost('h'), free }, [])).toEqual([{ fromMinute: 1_200, untilMinute: 1_500 }]);
  });
});

test('what is pinned or has begun stays; the plan before counts only when it is to be kept', () => {
  const slot = (slotId: string, startMinute: number, isPinned: boolean) => ({
    ...{ slotId, shopId: 'shop', categoryCode: null, language: null, hostMemberId: 'h', isPinned },
    ...{ startsAt: atMinute(week.start, startMinute), endsAt: atMinute(week.start, startMinute + 60) },
  });
  const missed = { ...slot('missed', 20, false), hostMemberId: null };
  const slots = [slot('past', 0, false), missed, slot('pinned', 3_000, true), slot('open', 4_000, false)];
  const plan = { week, slots, hosts: [unknownHost('h')], absences: [], audience: new Map() };
  const anew = rotaProblem({ ...plan, keepsPlan: false }, atMinute(week.start, 30));
  expect(anew.pinned.map(({ slotId }) => slotId)).toEqual(['past', 'pinned']);
  expect(anew.before).toEqual([]);
  expect(anew.slots.map(({ slotId }) => slotId)).toEqual(['past', 'pinned', 'open']);
  expect(rotaProblem({ ...plan, keepsPlan: true }, now).before).toHaveLength(3);
});
