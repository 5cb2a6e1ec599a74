import type { Tx } from '../../../engines/db/tx.ts';
import { insertLocation } from '../store/locations.ts';
import type { Location } from '../tables.ts';

/** A new place with stock: a shop's own, or the hub. */
export async function addLocation(tx: Tx, input: Omit<Location, 'locationId'>): Promise<string> {
  const locationId = tx.newId();
  await insertLocation(tx, { ...input, locationId });
  return locationId;
}
