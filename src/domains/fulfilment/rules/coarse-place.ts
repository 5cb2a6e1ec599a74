import type { Point } from '../../../kernel/geo.ts';

/** Three decimals of a degree: about a hundred metres, a block. */
const blockDegrees = 1_000;

/** Where other people's doors are is nobody's business: a shopper sees the courier's way to a block. */
export function coarsePlace({ lng, lat }: Point): Point {
  return {
    lng: Math.round(lng * blockDegrees) / blockDegrees,
    lat: Math.round(lat * blockDegrees) / blockDegrees,
  };
}
