import type { RotaHost, RotaProblem, RotaRules, Span } from '../../../solvers/rota/types.ts';
import type { AbsenceRow, HostRow, SlotRow } from '../tables.ts';
import { minuteOfWeek, type Week } from '../rules/week.ts';

/** What holds for every host until an alliance agrees otherwise. */
export const rotaRules: RotaRules = {
  slotsPerDayMost: 2,
  restMinutes: 30,
  lateMinute: 21 * 60 + 30,
  earlyMinute: 9 * 60,
  rotates: true,
  slotsLeast: 1,
  missedShareCost: 20,
  unknownFit: 0.5,
};

const skilledFit = 0.8;
const expertFit = 1;
const dayMinutes = 1_440;

/** A host nobody has written down: free all day, two slots a day at most. */
export function unknownHost(memberId: string): HostRow {
  return { memberId, slotsMost: 10, languages: [], skilled: [], expert: [], free: [] };
}

export interface WeekPlan {
  readonly week: Week;
  readonly slots: readonly SlotRow[];
  readonly hosts: readonly HostRow[];
  readonly absences: readonly AbsenceRow[];
  /** Viewers expected, by slot. */
  readonly audience: ReadonlyMap<string, number>;
  /** Whether what stands is to be kept as far as the rules allow. */
  readonly keepsPlan: boolean;
}

/**
 * A week as the solver takes it. Slots that have begun count as pinned, so that nobody hosts them anew; those nobody had
 * are left out.
 */
export function rotaProblem(
  { week, slots, hosts, absences, audience, keepsPlan }: WeekPlan,
  now: Date,
): RotaProblem {
  const given = slots.flatMap(({ slotId, hostMemberId, isPinned, startsAt }) =>
    hostMemberId === null ? [] : [{ slotId, hostId: hostMemberId, isFixed: isPinned || startsAt <= now }],
  );
  return {
    slots: slots
      .filter(({ hostMemberId, startsAt }) => hostMemberId !== null || startsAt > now)
      .map((slot) => ({
        slotId: slot.slotId,
        roomId: slot.shopId,
        startMinute: minuteOfWeek(week, slot.startsAt),
        endMinute: minuteOfWeek(week, slot.endsAt),
        category: slot.categoryCode,
        language: slot.language,
        audience: audience.get(slot.slotId) ?? 1,
      })),
    hosts: hosts.map((host) => rotaHost(host, week, absences)),
    rules: rotaRules,
    pinned: given.filter(({ isFixed }) => isFixed).map(({ slotId, hostId }) => ({ slotId, hostId })),
    before: keepsPlan ? given.map(({ slotId, hostId }) => ({ slotId, hostId })) : [],
  };
}

function rotaHost(host: HostRow, week: Week, absences: readonly AbsenceRow[]): RotaHost {
  const always: Span = { fromMinute: 0, untilMinute: 8 * dayMinutes };
  const weekly = host.free.map(({ weekday, fromMinute, untilMinute }) => ({
    fromMinute: (weekday - 1) * dayMinutes + fromMinute,
    untilMinute: (weekday - 1) * dayMinutes + untilMinute,
  }));
  const away = absences
    .filter(({ memberId }) => memberId === host.memberId)
    .map(({ fromAt, untilAt }) => ({
      fromMinute: minuteOfWeek(week, fromAt),
      untilMinute: minuteOfWeek(week, untilAt),
    }));
  return {
    hostId: host.memberId,
    fits: new Map([
      ...host.skilled.map((code) => [code, skilledFit] as const),
      ...host.expert.map((code) => [code, expertFit] as const),
    ]),
    languages: host.languages,
    free: without(joined(host.free.length === 0 ? [always] : weekly), away),
    slotsMost: host.slotsMost,
  };
}

/** Spans that touch become one, so that a slot over midnight fits into two free evenings. */
function joined(spans: readonly Span[]): Span[] {
  const order = spans.toSorted((a, b) => a.fromMinute - b.fromMinute);
  return order.reduce<Span[]>((done, span) => {
    const last = done.at(-1);
    if (last === undefined || last.untilMinute < span.fromMinute) return [...done, span];
    const untilMinute = Math.max(last.untilMinute, span.untilMinute);
    return [...done.slice(0, -1), { fromMinute: last.fromMinute, untilMinute }];
  }, []);
}

/** What is left of spans when others are cut out. */
function without(spans: readonly Span[], holes: readonly Span[]): Span[] {
  return holes.reduce<Span[]>(
    (left, hole) =>
      left.flatMap(({ fromMinute, untilMinute }) =>
        [
          { fromMinute, untilMinute: Math.min(untilMinute, hole.fromMinute) },
          { fromMinute: Math.max(fromMinute, hole.untilMinute), untilMinute },
        ].filter((part) => part.untilMinute > part.fromMinute),
      ),
    [...spans],
  );
}
