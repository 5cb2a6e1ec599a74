import { useEffect, useSyncExternalStore } from 'react';
import { useAct, useRead } from '../../kit/use-api.ts';
import { keep, kept } from '../platform/keep.ts';
import type { Place } from '../platform/position.ts';
import type { Shop } from './answers.ts';
import { useMe } from './use-me.ts';

interface Kept {
  /** Chosen by a guest; members have theirs on the server. */
  pickupShopId: string | undefined;
  position: Place | undefined;
}

const listeners = new Set<() => void>();
let current: Kept = { pickupShopId: kept('pickup'), position: kept('position') };

function remember(change: Partial<Kept>): void {
  current = { ...current, ...change };
  keep('pickup', current.pickupShopId);
  keep('position', current.position);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function rememberPosition(position: Place): void {
  remember({ position });
}

/** Where a member lives, as far as an address says so. */
function useHomePlace(isAsked: boolean): Place | undefined {
  const { data } = useRead('membership', 'listAddresses', {}, { enabled: isAsked });
  const home = data?.rows.find(({ isDefault }) => isDefault) ?? data?.rows[0];
  return home && { lng: home.lng, lat: home.lat };
}

/** Where I am and where I fetch things: the pickup shop, all shops nearest first, and how to change it. */
export function usePlace() {
  const { pickupShopId, position } = useSyncExternalStore(
    subscribe,
    () => current,
    () => current,
  );
  const { me, isGuest } = useMe();
  const home = useHomePlace(position === undefined && me !== undefined);
  const place = position ?? home;
  const shops = useRead('membership', 'listShops', place ?? {}, { keepsPrevious: true });
  const update = useAct('membership', 'updateMe');
  const points = shops.data?.rows.filter((shop) => shop.isPickupPoint) ?? [];
  const wanted = me?.pickupShopId ?? pickupShopId;
  const chosen = points.find((shop) => shop.shopId === wanted);
  const pickup = chosen ?? points[0];
  function choose(shop: Shop) {
    remember({ pickupShopId: shop.shopId });
    if (!isGuest) void update.run({ pickupShopId: shop.shopId });
  }
  return { shops, points, pickup, chosen, place, choose };
}

/** What was near last time: the first reads of the next visit need not wait for the shops. */
const lastNear = kept<Place>('near');

/** The position to ask "what is near" with: mine, else that of the shop I fetch at. Undefined for newcomers. */
export function useNear(): Place | undefined {
  const { place, chosen } = usePlace();
  const near = place ?? (chosen && { lng: chosen.lng, lat: chosen.lat });
  const text = near && JSON.stringify(near);
  useEffect(() => {
    if (text !== undefined) keep('near', JSON.parse(text));
  }, [text]);
  return near ?? lastNear;
}
