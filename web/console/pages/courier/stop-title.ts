import type { Route } from '../../parts/route-map.tsx';
import type { CourierText } from '../../texts/courier.ts';

/** What to do where: 在 … 装车, … 自提点, or the door. */
export function stopTitle({ kind, name }: Route['stops'][number], T: CourierText): string {
  if (kind === 'load') return T.load(name);
  return kind === 'delivery' ? name : T.drop(name);
}
