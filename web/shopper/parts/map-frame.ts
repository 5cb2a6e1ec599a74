import type { Place } from '../platform/position.ts';

export interface MapPoint {
  x: number;
  y: number;
}

/** Around the equator 111,320 m to a degree; east-west shrinks with the cosine of the latitude. */
const metrePerDegree = 111_320;

/**
 * Lays places onto a map of `width` × `height` px with north up and the same scale both ways, `margin` px free around.
 * Returns how a place is put onto it. One place alone stands in the middle.
 */
export function frameOf(
  places: readonly Place[],
  {
    width,
    height,
    margin,
  }: { width: number; height: number; margin: { top: number; side: number; bottom: number } },
): (place: Place) => MapPoint {
  const [first] = places;
  if (first === undefined) return () => ({ x: width / 2, y: height / 2 });
  const east = metrePerDegree * Math.cos((first.lat * Math.PI) / 180);
  const flat = (place: Place) => ({
    x: (place.lng - first.lng) * east,
    y: (first.lat - place.lat) * metrePerDegree,
  });
  const points = places.map(flat);
  const [left, right] = ends(points.map(({ x }) => x));
  const [top, bottom] = ends(points.map(({ y }) => y));
  const free = { x: width - 2 * margin.side, y: height - margin.top - margin.bottom };
  const scale = Math.min(free.x / Math.max(1, right - left), free.y / Math.max(1, bottom - top));
  return (place) => {
    const { x, y } = flat(place);
    return {
      x: width / 2 + (x - (left + right) / 2) * scale,
      y: margin.top + free.y / 2 + (y - (top + bottom) / 2) * scale,
    };
  };
}

function ends(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

/** An SVG path through the points. */
export function lineThrough(points: readonly MapPoint[]): string {
  return points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

/** Index of the point nearest to the place: what lies before it is behind the courier. */
export function nearestIndex(path: readonly Place[], place: Place): number {
  const far = path.map(({ lng, lat }) => (lng - place.lng) ** 2 + (lat - place.lat) ** 2);
  return far.indexOf(Math.min(...far));
}
