/** A place in GCJ-02, the coordinate system of Chinese maps. Degrees. */
export interface Point {
  readonly lng: number;
  readonly lat: number;
}

const earthRadiusMetre = 6_371_008.8;

/** Great-circle distance in metres (haversine, mean earth radius of IUGG). */
export function distanceMetre(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const dLat = (b.lat - a.lat) * rad;
  const dLng = (b.lng - a.lng) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLng / 2) ** 2;
  return 2 * earthRadiusMetre * Math.asin(Math.min(1, Math.sqrt(h)));
}
