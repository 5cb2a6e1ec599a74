import { addSeconds, shanghaiDay, startOfShanghaiDay } from '../../../kernel/clock.ts';

export interface Slot {
  readonly slotStart: Date;
  readonly slotEnd: Date;
}

const firstHour = 10;
const lastHour = 20;
const slotHours = 2;
const daysAhead = 3;
/** A slot closes before it starts: picking and loading need this long. */
const leadSeconds = 3_600;
/** Households a slot can serve: two couriers, one stop every six minutes. */
export const slotCapacity = 40;

/** The delivery slots still open: two hours each between 10 and 20 o'clock in Shanghai, today and the next two days. */
export function openSlots(now: Date): Slot[] {
  const slots: Slot[] = [];
  for (let day = 0; day < daysAhead; day += 1) {
    const midnight = startOfShanghaiDay(shanghaiDay(addSeconds(now, day * 86_400)));
    for (let hour = firstHour; hour < lastHour; hour += slotHours) {
      const slotStart = addSeconds(midnight, hour * 3_600);
      if (slotStart.getTime() - now.getTime() < leadSeconds * 1_000) continue;
      slots.push({ slotStart, slotEnd: addSeconds(slotStart, slotHours * 3_600) });
    }
  }
  return slots;
}

/** The open slot that starts at this instant, or null. */
export function findSlot(now: Date, slotStart: Date): Slot | null {
  return openSlots(now).find((slot) => slot.slotStart.getTime() === slotStart.getTime()) ?? null;
}
