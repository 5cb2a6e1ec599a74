import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';
import { refuseOnConstraint } from '../../../engines/constraint.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Shop } from '../tables.ts';

const onConstraint = { shop_name_unique: () => new Refusal('shop-name-taken', {}, 'name') };

export async function insertShop(tx: Tx, shop: Shop): Promise<void> {
  const insert = sql`/* membership.insert-shop */
    insert into shop (alliance_id, shop_id, name, short_name, kind, address, lng, lat, phone, opening_hours,
      is_pickup_point, licence_until, created_at)
    values (${tx.allianceId}, ${shop.shopId}, ${shop.name}, ${shop.shortName}, ${shop.kind}, ${shop.address},
      ${shop.lng}, ${shop.lat}, ${shop.phone}, ${shop.openingHours}, ${shop.isPickupPoint},
      ${shop.licenceUntil}::date, ${tx.now})`;
  await refuseOnConstraint(insert.execute(tx), onConstraint);
}

/** Absent fields stay as they are. False when the alliance has no such shop. */
export async function patchShop(tx: Tx, shopId: string, patch: Partial<Shop>): Promise<boolean> {
  const { rows } = await sql`/* membership.patch-shop */
    update shop set
      phone = coalesce(${patch.phone ?? null}, phone),
      opening_hours = coalesce(${patch.openingHours ?? null}, opening_hours),
      is_pickup_point = coalesce(${patch.isPickupPoint ?? null}::boolean, is_pickup_point),
      address = coalesce(${patch.address ?? null}, address),
      licence_until = case when ${patch.licenceUntil !== undefined}::boolean
        then ${patch.licenceUntil ?? null}::date else licence_until end
    where alliance_id = ${tx.allianceId} and shop_id = ${shopId} returning 1`.execute(tx);
  return rows.length === 1;
}
