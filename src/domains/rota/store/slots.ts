import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { SlotRow } from '../tables.ts';
import type { Week } from '../rules/week.ts';

const columns = sql`rota_slot_id as "slotId", shop_id as "shopId", starts_at as "startsAt", ends_at as "endsAt",
  category_code as "categoryCode", language, host_member_id as "hostMemberId", is_pinned as "isPinned"`;

/** Slots that begin in the week, in order. */
export async function findSlots(db: Reader, { from, until }: Week, limit: number): Promise<SlotRow[]> {
  const { rows } = await sql<SlotRow>`/* rota.find-slots */
    select ${columns} from rota_slot
    where alliance_id = ${db.allianceId} and starts_at >= ${from} and starts_at < ${until}
    order by starts_at, rota_slot_id limit ${limit}::int`.execute(db);
  return rows;
}

export async function findSlot(db: Reader, slotId: string): Promise<SlotRow | null> {
  const { rows } = await sql<SlotRow>`/* rota.find-slot */
    select ${columns} from rota_slot where alliance_id = ${db.allianceId} and rota_slot_id = ${slotId}`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Whoever changes the rota of an alliance waits here for whoever changes it now. */
export async function lockRota(tx: Tx): Promise<void> {
  await sql`/* rota.lock-rota */
    select pg_advisory_xact_lock(hashtextextended('rota ' || ${tx.allianceId}::text, 0))`.execute(tx);
}

export async function insertSlots(tx: Tx, slots: readonly SlotRow[]): Promise<void> {
  await sql`/* rota.insert-slots */
    insert into rota_slot (alliance_id, rota_slot_id, shop_id, starts_at, ends_at, category_code, language)
    select ${tx.allianceId}, s.id, s.shop, s.starts_at, s.ends_at, s.category, s.language
    from unnest(${slots.map(({ slotId }) => slotId)}::uuid[], ${slots.map(({ shopId }) => shopId)}::uuid[],
      ${slots.map(({ startsAt }) => startsAt)}::timestamptz[], ${slots.map(({ endsAt }) => endsAt)}::timestamptz[],
      ${slots.map(({ categoryCode }) => categoryCode)}::text[], ${slots.map(({ language }) => language)}::text[])
      as s (id, shop, starts_at, ends_at, category, language)`.execute(tx);
}

/** Start of a slot of the same shop that overlaps one of these spans, itself left out; null when there is none. */
export async function findOverlap(
  tx: Tx,
  shopId: string,
  spans: readonly Pick<SlotRow, 'slotId' | 'startsAt' | 'endsAt'>[],
): Promise<Date | null> {
  const { rows } = await sql<{ startsAt: Date }>`/* rota.find-overlap */
    select r.starts_at as "startsAt" from rota_slot r
    join unnest(${spans.map(({ slotId }) => slotId)}::uuid[], ${spans.map(({ startsAt }) => startsAt)}::timestamptz[],
      ${spans.map(({ endsAt }) => endsAt)}::timestamptz[]) as s (id, starts_at, ends_at)
      on r.starts_at < s.ends_at and r.ends_at > s.starts_at and r.rota_slot_id <> s.id
    where r.alliance_id = ${tx.allianceId} and r.shop_id = ${shopId} order by r.starts_at limit 1`.execute(
    tx,
  );
  return rows[0]?.startsAt ?? null;
}

export async function updateSlot(tx: Tx, slot: SlotRow): Promise<void> {
  await sql`/* rota.update-slot */
    update rota_slot set starts_at = ${slot.startsAt}, ends_at = ${slot.endsAt},
      host_member_id = ${slot.hostMemberId}, is_pinned = ${slot.isPinned}
    where alliance_id = ${tx.allianceId} and rota_slot_id = ${slot.slotId}`.execute(tx);
}

export async function deleteSlot(tx: Tx, slotId: string): Promise<boolean> {
  const { rows } = await sql`/* rota.delete-slot */
    delete from rota_slot where alliance_id = ${tx.allianceId} and rota_slot_id = ${slotId}
    returning rota_slot_id`.execute(tx);
  return rows.length > 0;
}

/** Gives the slots of a week that are not pinned and have not begun to these hosts, and takes the others back. */
export async function giveSlots(
  tx: Tx,
  { from, until }: Week,
  plan: readonly { readonly slotId: string; readonly hostId: string }[],
): Promise<void> {
  await sql`/* rota.give-slots */
    update rota_slot r set host_member_id = p.host
    from rota_slot s left join unnest(${plan.map(({ slotId }) => slotId)}::uuid[],
      ${plan.map(({ hostId }) => hostId)}::uuid[]) as p (slot, host) on p.slot = s.rota_slot_id
    where r.alliance_id = ${tx.allianceId} and s.alliance_id = r.alliance_id and s.rota_slot_id = r.rota_slot_id
      and r.starts_at >= ${from} and r.starts_at < ${until} and r.starts_at > ${tx.now} and not r.is_pinned
      and r.host_member_id is distinct from p.host`.execute(tx);
}

/** Takes slots to come away from a host within a span; returns how many. */
export async function freeSlots(tx: Tx, memberId: string, fromAt: Date, untilAt: Date): Promise<number> {
  const { rows } = await sql`/* rota.free-slots */
    update rota_slot set host_member_id = null, is_pinned = false
    where alliance_id = ${tx.allianceId} and host_member_id = ${memberId} and starts_at < ${untilAt}
      and ends_at > ${fromAt} and starts_at > ${tx.now} returning rota_slot_id`.execute(tx);
  return rows.length;
}
