import { expect, test } from 'vitest';
import { findSlot, openSlots } from './slots.ts';

test('fifteen slots in three days from early morning, the first at 10:00 Shanghai', () => {
  const slots = openSlots(new Date('2026-11-23T06:00:00+08:00'));
  expect(slots).toHaveLength(15);
  expect(slots[0]!.slotStart.toISOString()).toBe('2026-11-23T02:00:00.000Z');
  expect(slots[14]!.slotEnd.toISOString()).toBe('2026-11-25T12:00:00.000Z');
});
test('a slot closes one hour before it starts', () => {
  const start = new Date('2026-11-23T14:00:00+08:00');
  expect(findSlot(new Date('2026-11-23T13:00:00+08:00'), start)).not.toBeNull();
  expect(findSlot(new Date('2026-11-23T13:00:01+08:00'), start)).toBeNull();
  expect(findSlot(new Date('2026-11-23T09:00:00+08:00'), new Date('2026-11-23T14:30:00+08:00'))).toBeNull();
});
test('at night the three days begin today and today is already over', () => {
  const slots = openSlots(new Date('2026-11-23T23:30:00+08:00'));
  expect(slots).toHaveLength(10);
  expect(slots[0]!.slotStart.toISOString()).toBe('2026-11-24T02:00:00.000Z');
});
