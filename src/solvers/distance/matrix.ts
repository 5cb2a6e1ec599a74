import { distanceMetre, type Point } from '../../kernel/geo.ts';

/** Street distance over straight distance in Chinese city blocks; a setting per city. */
const defaultDetour = 1.3;
/** An electric cargo bike with stops at crossings. */
export const streetSpeedMetrePerSecond = 4.2;

export interface Matrix {
  /** Row-major n × n whole metres. */
  readonly meters: Int32Array;
  /** Row-major n × n whole seconds. */
  readonly seconds: Int32Array;
  readonly size: number;
}

/** Distances between all points: haversine times a detour factor. Symmetric, zero diagonal. */
export function matrix(
  points: readonly Point[],
  detour = defaultDetour,
  speed = streetSpeedMetrePerSecond,
): Matrix {
  const size = points.length;
  const meters = new Int32Array(size * size);
  const seconds = new Int32Array(size * size);
  for (let a = 0; a < size; a += 1) {
    for (let b = a + 1; b < size; b += 1) {
      const metre = Math.round(distanceMetre(points[a]!, points[b]!) * detour);
      meters[a * size + b] = meters[b * size + a] = metre;
      seconds[a * size + b] = seconds[b * size + a] = Math.round(metre / speed);
    }
  }
  return { meters, seconds, size };
}

/** One way by the same reckoning. Whole metres. */
export function streetMetre(from: Point, to: Point, detour = defaultDetour): number {
  return Math.round(distanceMetre(from, to) * detour);
}
