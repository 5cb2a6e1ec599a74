import { addSeconds } from '../../../kernel/clock.ts';

/** Picking and loading take this long. */
const preparationSeconds = 30 * 60;
/** A wave is out for about this long: whoever chose a slot that begins within it is served by it. */
const roundSeconds = 2 * 3_600;

/**
 * When a wave leaves if nobody says: as soon as it can be picked, or, when everything that waits was ordered for later
 * slots, when the first of them begins.
 *
 * @param slotStarts of everything that waits; null for pickup orders, which have no slot
 */
export function nextDeparture(slotStarts: readonly (Date | null)[], now: Date): Date {
  const soonest = addSeconds(now, preparationSeconds);
  if (slotStarts.length === 0 || slotStarts.some((start) => isDue(start, soonest))) return soonest;
  return new Date(Math.min(...slotStarts.map((start) => start!.getTime())));
}

/** Pickup orders go with the next wave, deliveries with the wave of their slot. */
export function isDue(slotStart: Date | null, departsAt: Date): boolean {
  return slotStart === null || slotStart <= addSeconds(departsAt, roundSeconds);
}
