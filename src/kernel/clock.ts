/** Reads the time. The one implementation that ticks lives in main; tests and simulations bring their own. */
export interface Clock {
  now(): Date;
}

/** China has one zone without daylight saving, so a fixed offset is exact. */
const shanghaiOffsetMs = 8 * 3_600_000;

/** The calendar day in Asia/Shanghai, "2026-11-23". */
export function shanghaiDay(at: Date): string {
  return new Date(at.getTime() + shanghaiOffsetMs).toISOString().slice(0, 10);
}

/** The hour of the day in Asia/Shanghai, 0–23. */
export function shanghaiHour(at: Date): number {
  return new Date(at.getTime() + shanghaiOffsetMs).getUTCHours();
}

/** The instant at which a Shanghai calendar day begins. */
export function startOfShanghaiDay(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

export function addSeconds(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1_000);
}
