import { distanceMetre, type Point } from '../../../kernel/geo.ts';

interface RoomPlace extends Point {
  readonly shopId: string;
}

export interface NearRoom {
  readonly shopId: string;
  /** Null when nobody told where they are. */
  readonly metre: number | null;
}

/** Through which room a session is shown to someone: the nearest one, or the host's own when the place is unknown. */
export function nearestRoom(rooms: readonly RoomPlace[], hostShopId: string, place: Point | null): NearRoom {
  if (place === null) return { shopId: hostShopId, metre: null };
  const far = rooms.map((room) => ({ shopId: room.shopId, metre: distanceMetre(room, place) }));
  return far.reduce((best, room) => (best.metre === null || room.metre < best.metre ? room : best), {
    shopId: hostShopId,
    metre: null,
  } as NearRoom);
}
