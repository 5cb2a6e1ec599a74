import { streetMetre } from '../distance/matrix.ts';
import type { AllocationProblem } from './types.ts';

/** A parcel from a place to an order's destination; picking up where it is packed needs none. */
export function wayFenOf(
  { orders, places, costs, wayMetre }: AllocationProblem,
  o: number,
  p: number,
): { readonly distanceFen: number; readonly parcelFen: number } {
  const { pickupPlaceId, destination } = orders[o]!;
  const place = places[p]!;
  if (pickupPlaceId === place.placeId) return { distanceFen: 0, parcelFen: 0 };
  const metre = wayMetre ? wayMetre[o * places.length + p]! : streetMetre(place.point, destination);
  return { distanceFen: (metre / 1_000) * costs.perKmFen, parcelFen: costs.parcelFen };
}

/** A parcel on the round between the places, to the hub; free at the hub itself, Infinity where there is no round. */
export function legToHubFen({ places, costs: { transfer }, legMetre }: AllocationProblem, p: number): number {
  const hub = places.find(({ placeId }) => placeId === transfer?.hubPlaceId);
  const place = places[p]!;
  if (!transfer || !hub) return Infinity;
  if (place === hub) return 0;
  const metre = legMetre ? legMetre[p]! : streetMetre(place.point, hub.point);
  return transfer.parcelFen + (metre / 1_000) * transfer.perKmFen;
}
