import { clock, isoDay } from '../../kit/format/time.ts';

/** `2026-11-23T18:00` by the clock of Shanghai, as date inputs want it. */
export function toWall(instant: string): string {
  return `${isoDay(instant)}T${clock(instant)}`;
}

/** The instant a date input means, undefined while it is incomplete. */
export function fromWall(typed: string): string | undefined {
  const at = new Date(`${typed}:00+08:00`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** So many days from `now` at this full hour in Shanghai. */
export function daysAt(now: number, days: number, hour: number): string {
  const at = new Date(`${isoDay(now)}T00:00:00+08:00`).getTime() + days * 86_400_000 + hour * 3_600_000;
  return new Date(at).toISOString();
}
