import type { Point } from '../../kernel/geo.ts';
import type { MapsEngine } from './port.ts';

/** Metres by bike from any of some points to any of others; null between points that were not asked about. */
export async function lookUpWays(
  maps: MapsEngine,
  from: readonly Point[],
  to: readonly Point[],
): Promise<(from: Point, to: Point) => number | null> {
  const points = [...new Map([...from, ...to].map((point) => [keyOf(point), point])).values()];
  const at = new Map(points.map((point, index) => [keyOf(point), index]));
  const indices = (some: readonly Point[]) => [...new Set(some.map((point) => at.get(keyOf(point))!))];
  const { meters, size } = await maps.matrix(points, 'bike', undefined, {
    from: indices(from),
    to: indices(to),
  });
  return (a, b) => {
    const [row, column] = [at.get(keyOf(a)), at.get(keyOf(b))];
    return row === undefined || column === undefined ? null : meters[row * size + column]!;
  };
}

function keyOf({ lng, lat }: Point): string {
  return `${lng} ${lat}`;
}
