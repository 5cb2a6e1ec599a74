import type { Reader } from '../../../engines/db/tx.ts';
import { isOperator, mayActForShop } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { selectLocations } from '../store/locations.ts';
import type { Location } from '../tables.ts';

/**
 * The place, or a refusal for somebody who has no business there: the hub is the operators', a shop's place its own
 * people's. Background work (no actor) goes everywhere.
 */
export async function readableLocation(db: Reader, locationId: string): Promise<Location> {
  const location = (await selectLocations(db)).find((one) => one.locationId === locationId);
  if (!location) throw new Refusal('not-found', {}, 'locationId');
  const isMine = location.shopId !== null && mayActForShop(db.actor, location.shopId);
  if (db.actor !== null && !isOperator(db.actor) && !isMine)
    throw new Refusal('not-allowed', {}, 'locationId');
  return location;
}
