import type { Out } from '../../../kit/use-api.ts';

export type Rota = Out<'rota', 'getRota'>;
export type Slot = Rota['slots'][number];
export type RotaHost = Rota['hosts'][number];
export type Run = NonNullable<Rota['run']>;

const dayMillis = 86_400_000;

/** The days of a week, Monday first, "2026-11-30". */
export function daysOf(weekStart: string): string[] {
  const first = new Date(`${weekStart}T00:00:00Z`).getTime();
  return Array.from({ length: 7 }, (_, i) => new Date(first + i * dayMillis).toISOString().slice(0, 10));
}

/** The same day so many weeks later. */
export function weeksLater(day: string, weeks: number): string {
  return new Date(new Date(`${day}T00:00:00Z`).getTime() + weeks * 7 * dayMillis).toISOString().slice(0, 10);
}

/** Today in Shanghai. */
export function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** "19:30" of a minute of the day. */
export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Minute of the day of "19:30"; undefined when it is none. "24:00" is the end of the day. */
export function minuteOf(clock: string): number | undefined {
  const found = /^(\d{1,2})[:：](\d{2})$/.exec(clock.trim());
  if (found === null) return undefined;
  const minute = Number(found[1]) * 60 + Number(found[2]);
  return Number(found[2]) < 60 && minute <= 1_440 ? minute : undefined;
}
