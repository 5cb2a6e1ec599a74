/**
 * Who hosts which slot. Times are whole minutes of one line, counted from midnight before the first day in the
 * alliance's own time zone, so that day = floor(minute / 1,440).
 */
export interface RotaProblem {
  readonly slots: readonly RotaSlot[];
  readonly hosts: readonly RotaHost[];
  readonly rules: RotaRules;
  /** Agreed already: kept whatever it costs. A pin that breaks a rule is reported by `findConflicts`, never moved. */
  readonly pinned: readonly RotaAssignment[];
  /** The plan people know. Keeping as much of it as possible comes before any value. Empty for a first plan. */
  readonly before: readonly RotaAssignment[];
}

export interface RotaSlot {
  readonly slotId: string;
  /** The place it is filmed in; one slot at a time. */
  readonly roomId: string;
  readonly startMinute: number;
  readonly endMinute: number;
  /** What it is about; null when anything may be sold. */
  readonly category: string | null;
  /** A language or dialect the host must speak; null when any will do. */
  readonly language: string | null;
  /** Viewers expected, above 0. */
  readonly audience: number;
}

export interface RotaHost {
  readonly hostId: string;
  /** How well they sell a category, 0 to 1; `rules.unknownFit` for the others. */
  readonly fits: ReadonlyMap<string, number>;
  readonly languages: readonly string[];
  readonly free: readonly Span[];
  /** Slots in the whole period. */
  readonly slotsMost: number;
}

export interface Span {
  readonly fromMinute: number;
  readonly untilMinute: number;
}

export interface RotaRules {
  readonly slotsPerDayMost: number;
  /** Between two slots of one host: above 0 there is no back-to-back. */
  readonly restMinutes: number;
  /** After a slot that ends later than this minute of the day, a host does not begin before `earlyMinute` of the next day. */
  readonly lateMinute: number;
  readonly earlyMinute: number;
  /** The same host does not take two slots of a room that follow each other. */
  readonly rotates: boolean;
  /** Slots everybody should get, and what each missing one costs, in viewers. */
  readonly slotsLeast: number;
  readonly missedShareCost: number;
  /** Fit for a category a host is not known for, 0 to 1. */
  readonly unknownFit: number;
}

export interface RotaAssignment {
  readonly slotId: string;
  readonly hostId: string;
}

/** Which rule keeps a host from a slot; `room` and `slot` are rules of the place, the rest of the person. */
export type RotaRule =
  | 'not-free'
  | 'language'
  | 'at-once'
  | 'rest'
  | 'night'
  | 'day-limit'
  | 'period-limit'
  | 'rotation';

export interface RotaPlan {
  readonly assignments: readonly RotaAssignment[];
  /** Sum of audience × fit, less the cost of shares missed. */
  readonly value: number;
  /** No plan is worth more; equal to `value` within the gap when proven. */
  readonly bound: number;
  readonly isProven: boolean;
  /** Assignments of the plan before that are gone or went to another host. */
  readonly changes: number;
}
