import { addSeconds } from '../../../kernel/clock.ts';
import { Refusal } from '../../../kernel/refusal.ts';

/** How long a courier's phone may have been without a network. */
const offlineSeconds = 24 * 3_600;
/** Phones run a little fast. */
const skewSeconds = 120;

/** When a stop was really done. Refuses `done-at-implausible` for times older than a day or in the future. */
export function whenDone(reported: Date | undefined, now: Date): Date {
  if (reported === undefined) return now;
  if (reported < addSeconds(now, -offlineSeconds) || reported > addSeconds(now, skewSeconds)) {
    throw new Refusal('done-at-implausible', {}, 'doneAt');
  }
  return reported > now ? now : reported;
}
