import { peerLevels, type PeerGroup, type PeerLevel, type ShopProfile } from './types.ts';

/** Other shops behind every answer, at least. */
export const othersMin = 5;
/** The largest of the others has at most this share of what the others sell: whoever asks can take itself out. */
export const largestShareMax = 0.4;
/**
 * Two published circles that overlap differ by at least so many shops, or in none: bands of a circle and of the same
 * circle with one more shop would tell that shop apart.
 */
export const differenceMin = 5;

/**
 * Gives each shop the narrowest circle that hides everyone in it: city × type 3, city × type 2, type 3, type 2, type 1.
 * A shop in no group has none it could be compared with. The order of the shops does not matter.
 */
export function formPeerGroups(shops: readonly ShopProfile[]): PeerGroup[] {
  const ordered = [...shops].sort((a, b) => (a.shopId < b.shopId ? -1 : 1));
  const published: { ids: ReadonlySet<string>; group: PeerGroup }[] = [];
  const settled = new Set<string>();
  for (const level of peerLevels) {
    for (const circle of circlesOf(level, ordered)) {
      const readerIds = circle.map(({ shopId }) => shopId).filter((shopId) => !settled.has(shopId));
      if (readerIds.length === 0 || !hidesEveryone(circle.map(({ volume }) => volume))) continue;
      const ids = new Set(circle.map(({ shopId }) => shopId));
      if (published.some((other) => tellsApart(ids, other.ids))) continue;
      published.push({ ids, group: { level, contributorIds: [...ids], readerIds } });
      for (const shopId of readerIds) settled.add(shopId);
    }
  }
  return published.map(({ group }) => group);
}

/** Enough shops, and whoever of them asks: none of the others is most of what the others sell. */
export function hidesEveryone(volumes: readonly number[]): boolean {
  if (volumes.length < othersMin + 1) return false;
  const [largest = 0, second = 0] = [...volumes].sort((a, b) => b - a);
  const total = volumes.reduce((sum, volume) => sum + volume, 0);
  return largest <= largestShareMax * (total - second) && second <= largestShareMax * (total - largest);
}

function circlesOf(level: PeerLevel, shops: readonly ShopProfile[]): ShopProfile[][] {
  const circles = new Map<string, ShopProfile[]>();
  for (const shop of shops) {
    const key = keyOf(level, shop);
    if (key === null) continue;
    const circle = circles.get(key);
    if (circle) circle.push(shop);
    else circles.set(key, [shop]);
  }
  return [...circles].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, circle]) => circle);
}

function keyOf(level: PeerLevel, { city, type1, type2, type3 }: ShopProfile): string | null {
  const isNarrow = level === 'city-type3' || level === 'type3';
  const parts = level === 'type1' ? [type1] : isNarrow ? [type1, type2, type3] : [type1, type2];
  const isKnown = parts.every((part) => part !== '');
  return isKnown ? JSON.stringify(level.startsWith('city') ? [city, ...parts] : parts) : null;
}

function tellsApart(ids: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const shopId of ids) if (others.has(shopId)) shared += 1;
  const difference = ids.size + others.size - 2 * shared;
  return shared > 0 && difference > 0 && difference < differenceMin;
}
