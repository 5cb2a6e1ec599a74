import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import type { Address } from '../tables.ts';

/** A member's addresses, the default first. */
export async function listAddresses(db: Reader, memberId: string): Promise<Address[]> {
  const { rows } = await sql<Address>`/* membership.list-addresses */
    select address_id as "addressId", contact_name as "contactName", phone, building, room, detail, lng, lat,
      is_default as "isDefault"
    from address where alliance_id = ${db.allianceId} and member_id = ${memberId} and removed_at is null
    order by is_default desc, address_id desc`.execute(db);
  return rows;
}

/** The address when it belongs to the person asking and is still there. */
export async function findAddress(db: Reader, addressId: string): Promise<Address | null> {
  if (!db.actor) return null;
  const found = await findAddresses(db, [{ memberId: db.actor.memberId, addressId }]);
  return found.get(`${db.actor.memberId}:${addressId}`) ?? null;
}

/**
 * Many people's addresses at once (a batch of orders), by "memberId:addressId": only pairs of an owner and a standing
 * address are found, so nobody orders to a neighbour's door that somebody else in the batch named.
 */
export async function findAddresses(
  db: Reader,
  pairs: readonly { readonly memberId: string; readonly addressId: string }[],
): Promise<Map<string, Address>> {
  const { rows } = await sql<Address & { memberId: string }>`/* membership.find-addresses */
    select a.member_id as "memberId", a.address_id as "addressId", contact_name as "contactName", phone, building, room, detail, lng, lat,
      is_default as "isDefault"
    from address a
    join (select distinct * from unnest(${pairs.map((pair) => pair.memberId)}::uuid[],
      ${pairs.map((pair) => pair.addressId)}::uuid[]) as t (member_id, address_id)) wanted
      on wanted.member_id = a.member_id and wanted.address_id = a.address_id
    where a.alliance_id = ${db.allianceId} and removed_at is null`.execute(db);
  return new Map(rows.map(({ memberId, ...address }) => [`${memberId}:${address.addressId}`, address]));
}
