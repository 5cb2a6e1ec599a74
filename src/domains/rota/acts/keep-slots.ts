import type { Input } from '../../../../contract/endpoint.ts';
import type { rota } from '../../../../contract/rota.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { listCategories } from '../../catalog/index.ts';
import { describeShops, findPerson } from '../../membership/index.ts';
import { shanghaiMinute } from '../rules/shanghai-minute.ts';
import { atMinute, weekOf } from '../rules/week.ts';
import {
  deleteSlot,
  findOverlap,
  findSlot,
  findSlots,
  insertSlots,
  lockRota,
  updateSlot,
} from '../store/slots.ts';
import type { SlotRow } from '../tables.ts';
import { faultsOf } from '../views/rota.ts';
import { slotsMost } from '../views/week-plan.ts';

/**
 * Adds a slot on each of some days and returns their ids. Refuses `rota-overlap` where the shop is filmed in already,
 * `rota-full` when a week would have more than a thousand.
 */
export async function addSlots(tx: Tx, input: Input<typeof rota.addRotaSlots>): Promise<string[]> {
  refuseUnless((await describeShops(tx, [input.shopId])).has(input.shopId), 'not-found', {}, 'shopId');
  await needCategories(tx, input.categoryCode === null ? [] : [input.categoryCode], 'categoryCode');
  await lockRota(tx);
  const slots = [...new Set(input.days)].toSorted().map((day): SlotRow => {
    const startsAt = atMinute(day, input.startMinute);
    return {
      ...{ slotId: tx.newId(), shopId: input.shopId, startsAt },
      endsAt: addSeconds(startsAt, input.durationMinutes * 60),
      ...{ categoryCode: input.categoryCode, language: input.language, hostMemberId: null, isPinned: false },
    };
  });
  await needRoom(tx, input.shopId, slots, 'days');
  for (const start of new Set(input.days.map((day) => weekOf(day).start))) {
    const week = weekOf(start);
    const added = slots.filter(({ startsAt }) => startsAt >= week.from && startsAt < week.until).length;
    const there = (await findSlots(tx, week, slotsMost)).length;
    refuseUnless(there + added <= slotsMost, 'rota-full', { limit: slotsMost }, 'days');
  }
  await insertSlots(tx, slots);
  return slots.map(({ slotId }) => slotId);
}

/** Moves a slot, gives it away or pins it. Rules that it breaks then are told, not refused: people may know better. */
export async function changeSlot(tx: Tx, input: Input<typeof rota.changeRotaSlot>): Promise<string[]> {
  await lockRota(tx);
  const slot = await needSlot(tx, input.slotId);
  const startsAt = input.startsAt ?? slot.startsAt;
  const millis = slot.endsAt.getTime() - slot.startsAt.getTime();
  const hostMemberId = input.hostMemberId === undefined ? slot.hostMemberId : input.hostMemberId;
  if (hostMemberId !== null && hostMemberId !== slot.hostMemberId) {
    const person = await findPerson(tx, hostMemberId);
    const isHost = person?.grants.some(({ role }) => role === 'host') ?? false;
    refuseUnless(isHost, 'not-found', {}, 'hostMemberId');
  }
  // Who takes a slot back takes the agreement back with it.
  const isPinned = input.isPinned ?? (slot.isPinned && hostMemberId !== null);
  refuseUnless(!isPinned || hostMemberId !== null, 'rota-pin', {}, 'isPinned');
  const changed = {
    ...slot,
    startsAt,
    endsAt: new Date(startsAt.getTime() + millis),
    hostMemberId,
    isPinned,
  };
  await needRoom(tx, slot.shopId, [changed], 'startsAt');
  await updateSlot(tx, changed);
  return faultsOf(tx, changed);
}

export async function removeSlot(tx: Tx, slotId: string): Promise<void> {
  await lockRota(tx);
  refuseUnless(await deleteSlot(tx, slotId), 'not-found', {}, 'slotId');
}

/** Refuses `category-unknown` unless the catalogue has all of them. */
export async function needCategories(tx: Tx, codes: readonly string[], field: string): Promise<void> {
  if (codes.length === 0) return;
  const known = new Set((await listCategories(tx)).map(({ code }) => code));
  refuseUnless(
    codes.every((code) => known.has(code)),
    'category-unknown',
    {},
    field,
  );
}

async function needSlot(tx: Tx, slotId: string): Promise<SlotRow> {
  const slot = await findSlot(tx, slotId);
  if (slot === null) throw new Refusal('not-found', {}, 'slotId');
  return slot;
}

async function needRoom(tx: Tx, shopId: string, slots: readonly SlotRow[], field: string): Promise<void> {
  const overlap = await findOverlap(tx, shopId, slots);
  if (overlap !== null) throw new Refusal('rota-overlap', { startsAt: shanghaiMinute(overlap) }, field);
  const order = slots.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const twice = order.find((slot, i) => i > 0 && (order[i - 1]?.endsAt ?? slot.startsAt) > slot.startsAt);
  if (twice) throw new Refusal('rota-overlap', { startsAt: shanghaiMinute(twice.startsAt) }, field);
}
