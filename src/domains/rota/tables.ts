import type { Output } from '../../../contract/endpoint.ts';
import type { rota } from '../../../contract/rota.ts';

export interface SlotRow {
  readonly slotId: string;
  readonly shopId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly categoryCode: string | null;
  readonly language: string | null;
  readonly hostMemberId: string | null;
  readonly isPinned: boolean;
}

export interface HostRow {
  readonly memberId: string;
  /** Slots in a week. */
  readonly slotsMost: number;
  readonly languages: readonly string[];
  /** Category codes. */
  readonly skilled: readonly string[];
  readonly expert: readonly string[];
  /** Empty: free all day. Minutes of the day in Asia/Shanghai, Monday = 1. */
  readonly free: readonly FreeSpan[];
}

export interface FreeSpan {
  readonly weekday: number;
  readonly fromMinute: number;
  readonly untilMinute: number;
}

export interface AbsenceRow {
  readonly absenceId: string;
  readonly memberId: string;
  readonly fromAt: Date;
  readonly untilAt: Date;
}

export type RotaWeek = Output<typeof rota.getRota>;
export type RunRow = NonNullable<RotaWeek['run']>;
