import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';
import type { Address } from '../tables.ts';

export async function insertAddress(tx: Tx, memberId: string, address: Address): Promise<void> {
  await sql`/* membership.insert-address */
    insert into address (alliance_id, address_id, member_id, contact_name, phone, building, room, detail, lng, lat,
      is_default)
    values (${tx.allianceId}, ${address.addressId}, ${memberId}, ${address.contactName}, ${address.phone},
      ${address.building}, ${address.room}, ${address.detail}, ${address.lng}, ${address.lat}, ${address.isDefault})
  `.execute(tx);
}

/** Hides an address: orders placed with it keep pointing at it. False when it is not this member's or gone. */
export async function hideAddress(tx: Tx, memberId: string, addressId: string): Promise<boolean> {
  const { rows } = await sql`/* membership.hide-address */
    update address set removed_at = ${tx.now}, is_default = false
    where alliance_id = ${tx.allianceId} and member_id = ${memberId} and address_id = ${addressId}
      and removed_at is null returning 1`.execute(tx);
  return rows.length === 1;
}

/** Makes exactly one address the default: the given one, else the one that is, else the newest. */
export async function settleDefaultAddress(tx: Tx, memberId: string, wantedId: string | null): Promise<void> {
  await sql`/* membership.settle-default-address */
    update address set is_default = (address_id = chosen.id)
    from (
      select address_id as id from address
      where alliance_id = ${tx.allianceId} and member_id = ${memberId} and removed_at is null
      order by coalesce(address_id = ${wantedId}::uuid, false) desc, is_default desc, address_id desc limit 1
    ) chosen
    where alliance_id = ${tx.allianceId} and member_id = ${memberId} and removed_at is null
      and is_default <> (address_id = chosen.id)`.execute(tx);
}
