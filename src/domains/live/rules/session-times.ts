import { addSeconds } from '../../../kernel/clock.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';

/** As long as the host's signed address is good for. */
const hoursMax = 12;

/** Refuses `session-times` unless the end follows the start within twelve hours. */
export function checkTimes(startsAt: Date, plannedEndAt: Date): void {
  const isSound = plannedEndAt > startsAt && plannedEndAt <= addSeconds(startsAt, hoursMax * 3_600);
  refuseUnless(isSound, 'session-times', { hoursMax }, 'plannedEndAt');
}

/** "11-23 19:30" in Asia/Shanghai, for sentences. */
export function shanghaiMinute(at: Date): string {
  return addSeconds(at, 8 * 3_600)
    .toISOString()
    .slice(5, 16)
    .replace('T', ' ');
}
