import { z } from 'zod';
import { day, done, endpoint, id, instant } from './endpoint.ts';

export const rotaRule = z.enum([
  ...['not-free', 'language', 'at-once', 'rest', 'night', 'day-limit', 'period-limit', 'rotation'],
] as [string, ...string[]]);
const code = z.string().trim().min(1).max(40);
const language = z.string().trim().min(1).max(20);
const minuteOfDay = z.number().int().min(0).max(1_440);

const span = z.object({
  /** Monday = 1. */
  weekday: z.number().int().min(1).max(7),
  fromMinute: minuteOfDay,
  untilMinute: minuteOfDay,
});
const candidate = z.object({
  memberId: id,
  name: z.string(),
  /** Empty when this host can step in at once. */
  rules: z.array(rotaRule),
  /** Viewers expected × fit. */
  value: z.number(),
  slotsNow: z.number(),
});

export const rota = {
  getRota: endpoint({
    method: 'GET',
    path: '/api/rota',
    kind: 'read',
    who: ['operator', 'shop', 'host'],
    summary: 'The week of a day: slots, who has them, what is wrong, and the last planning',
    input: z.object({ day }),
    output: z.object({
      weekStart: day,
      slots: z.array(
        z.object({
          slotId: id,
          startsAt: instant,
          endsAt: instant,
          shopId: id,
          shopName: z.string(),
          categoryCode: z.string().nullable(),
          categoryName: z.string().nullable(),
          language: z.string().nullable(),
          hostMemberId: id.nullable(),
          hostName: z.string().nullable(),
          isPinned: z.boolean(),
          /** Viewers expected, and what that rests on: sessions of this hour, all sessions, or nothing. */
          audience: z.number(),
          audienceFrom: z.enum(['hour', 'all', 'assumed']),
          /** Rules this slot breaks as it stands. */
          faults: z.array(rotaRule),
          /** Who comes closest when nobody has it. */
          closest: z.array(candidate),
        }),
      ),
      hosts: z.array(
        z.object({
          memberId: id,
          name: z.string(),
          isKnown: z.boolean(),
          slotsMost: z.number(),
          slotsNow: z.number(),
          languages: z.array(z.string()),
          skilled: z.array(z.string()),
          expert: z.array(z.string()),
          free: z.array(span),
          absences: z.array(z.object({ absenceId: id, fromAt: instant, untilAt: instant })),
        }),
      ),
      rules: z.object({
        slotsPerDayMost: z.number(),
        restMinutes: z.number(),
        lateMinute: z.number(),
        earlyMinute: z.number(),
        slotsLeast: z.number(),
      }),
      run: z
        .object({
          runId: id,
          state: z.enum(['waiting', 'running', 'done', 'conflict', 'outdated', 'failed']),
          keepsPlan: z.boolean(),
          askedAt: instant,
          finishedAt: instant.nullable(),
          value: z.number().nullable(),
          bound: z.number().nullable(),
          isProven: z.boolean().nullable(),
          changes: z.number().nullable(),
          given: z.number().nullable(),
          slots: z.number().nullable(),
        })
        .nullable(),
    }),
  }),
  addRotaSlots: endpoint({
    method: 'POST',
    path: '/api/rota/slots',
    kind: 'act',
    who: ['operator'],
    summary: 'Add a slot on each of some days',
    input: z.object({
      shopId: id,
      days: z.array(day).min(1).max(31),
      startMinute: z.coerce.number().int().min(0).max(1_439),
      durationMinutes: z.coerce.number().int().min(15).max(480),
      categoryCode: code.nullable().default(null),
      language: language.nullable().default(null),
    }),
    output: z.object({ slotIds: z.array(id) }),
    refusals: ['rota-overlap', 'rota-full', 'category-unknown'],
  }),
  changeRotaSlot: endpoint({
    method: 'PATCH',
    path: '/api/rota/slots/:slotId',
    kind: 'act',
    who: ['operator'],
    summary: 'Move a slot, give it to a host or take it away, or pin it',
    input: z.object({
      slotId: id,
      startsAt: instant.optional(),
      hostMemberId: id.nullable().optional(),
      isPinned: z.boolean().optional(),
    }),
    output: z.object({ faults: z.array(rotaRule) }),
    refusals: ['rota-overlap', 'rota-pin'],
  }),
  removeRotaSlot: endpoint({
    method: 'DELETE',
    path: '/api/rota/slots/:slotId',
    kind: 'act',
    who: ['operator'],
    summary: 'Remove a slot',
    input: z.object({ slotId: id }),
    output: done,
  }),
  listSubstitutes: endpoint({
    method: 'GET',
    path: '/api/rota/slots/:slotId/substitutes',
    kind: 'read',
    who: ['operator'],
    summary: 'Who could take a slot, best first, and what keeps the others',
    input: z.object({ slotId: id }),
    output: z.object({ rows: z.array(candidate) }),
  }),
  keepRotaHost: endpoint({
    method: 'PUT',
    path: '/api/rota/hosts/:memberId',
    kind: 'act',
    who: ['operator'],
    summary: 'What a host can do and when they are free',
    input: z.object({
      memberId: id,
      slotsMost: z.coerce.number().int().min(0).max(50),
      languages: z.array(language).max(10).default([]),
      skilled: z.array(code).max(40).default([]),
      expert: z.array(code).max(40).default([]),
      free: z.array(span).max(42).default([]),
    }),
    output: done,
    refusals: ['rota-span', 'category-unknown'],
  }),
  addRotaAbsence: endpoint({
    method: 'POST',
    path: '/api/rota/absences',
    kind: 'act',
    who: ['operator'],
    summary: 'A host is away: their slots in that time are free again',
    input: z.object({ memberId: id, fromAt: instant, untilAt: instant }),
    output: z.object({ absenceId: id, freedSlots: z.number() }),
    refusals: ['rota-absence'],
  }),
  removeRotaAbsence: endpoint({
    method: 'DELETE',
    path: '/api/rota/absences/:absenceId',
    kind: 'act',
    who: ['operator'],
    summary: 'A host is back',
    input: z.object({ absenceId: id }),
    output: done,
  }),
  planRota: endpoint({
    method: 'POST',
    path: '/api/rota/runs',
    kind: 'act',
    who: ['operator'],
    summary: 'Plan a week anew, or mend it with as few changes as possible',
    input: z.object({ day, keepsPlan: z.boolean().default(false) }),
    output: z.object({ runId: id }),
    refusals: ['rota-running', 'rota-empty'],
  }),
};
