import type { RotaHost, RotaProblem, RotaRule, RotaSlot } from './types.ts';

export const dayMinutes = 1_440;

export function dayOf(minute: number): number {
  return Math.floor(minute / dayMinutes);
}

/** Why this host can never take this slot, whatever else they do; null when they may. */
export function whyNever(host: RotaHost, slot: RotaSlot): 'not-free' | 'language' | null {
  const isFree = host.free.some(
    ({ fromMinute, untilMinute }) => fromMinute <= slot.startMinute && slot.endMinute <= untilMinute,
  );
  if (!isFree) return 'not-free';
  if (slot.language !== null && !host.languages.includes(slot.language)) return 'language';
  return null;
}

/** Viewers reached, weighed by how well the host sells what the slot is about. */
export function valueOf(host: RotaHost, slot: RotaSlot, unknownFit: number): number {
  return slot.audience * (slot.category === null ? 1 : (host.fits.get(slot.category) ?? unknownFit));
}

/** Until when a host who takes the slot may not begin another: its end and the rest, or the morning after a late one. */
export function blockedUntilMinute(
  { endMinute }: RotaSlot,
  { restMinutes, lateMinute, earlyMinute }: RotaProblem['rules'],
): number {
  const rested = endMinute + restMinutes;
  // A slot that ends at midnight belongs to the day it began on.
  const day = dayOf(endMinute - 1);
  const isLate = endMinute - day * dayMinutes > lateMinute;
  return isLate ? Math.max(rested, (day + 1) * dayMinutes + earlyMinute) : rested;
}

/** Which rule forbids one host both slots; null when none does. */
export function clashOf(a: RotaSlot, b: RotaSlot, rules: RotaProblem['rules']): RotaRule | null {
  const [first, second] = a.startMinute <= b.startMinute ? [a, b] : [b, a];
  if (second.startMinute < first.endMinute) return 'at-once';
  if (second.startMinute < first.endMinute + rules.restMinutes) return 'rest';
  return second.startMinute < blockedUntilMinute(first, rules) ? 'night' : null;
}

/** Slots of a room that follow each other, as pairs of indices into `slots`. */
export function followers(slots: readonly RotaSlot[]): [number, number][] {
  const order = slots
    .map((slot, index) => ({ slot, index }))
    .toSorted(
      (a, b) =>
        (a.slot.roomId < b.slot.roomId ? -1 : Number(a.slot.roomId > b.slot.roomId)) ||
        a.slot.startMinute - b.slot.startMinute,
    );
  return order.flatMap(({ slot, index }, i) => {
    const next = order[i + 1];
    return next?.slot.roomId === slot.roomId ? [[index, next.index] as [number, number]] : [];
  });
}
