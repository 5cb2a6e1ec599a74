import type { Point } from '../../kernel/geo.ts';

/** Coordinate systems of map services: satellites', the Chinese one of this product, and Baidu's. */
export type Datum = 'wgs84' | 'gcj02' | 'bd09';

/** Krasovsky 1940, which GCJ-02 is defined on. */
const semiMajorMetre = 6_378_245;
const eccentricitySquared = 0.006_693_421_622_965_943;
const bdTurn = (Math.PI * 3_000) / 180;
const inverseRounds = 6;

/** From GCJ-02 to the system a service speaks. */
export function fromGcj02(point: Point, datum: Datum): Point {
  if (datum === 'gcj02') return point;
  return datum === 'bd09' ? toBd09(point) : toWgs84(point);
}

/** GCJ-02 from WGS-84 by the published polynomial (eviltransform, MIT, describes it); outside China nothing is shifted. */
export function wgs84ToGcj02({ lng, lat }: Point): Point {
  if (lng < 72.004 || lng > 137.8347 || lat < 0.8293 || lat > 55.8271) return { lng, lat };
  const [x, y] = [lng - 105, lat - 35];
  const waves = (at: number, b: number, c: number) =>
    ((20 * Math.sin(at * Math.PI) + 40 * Math.sin((at / 3) * Math.PI)) * 2) / 3 + b + c;
  const common = ((20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2) / 3;
  const root = Math.sqrt(Math.abs(x));
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    common +
    waves(y, ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * 2) / 3, 0);
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    common +
    waves(x, ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3, 0);
  const radians = (lat / 180) * Math.PI;
  const magic = 1 - eccentricitySquared * Math.sin(radians) ** 2;
  const meridian = (semiMajorMetre * (1 - eccentricitySquared)) / (magic * Math.sqrt(magic));
  const parallel = (semiMajorMetre / Math.sqrt(magic)) * Math.cos(radians);
  return { lng: lng + (east * 180) / (parallel * Math.PI), lat: lat + (north * 180) / (meridian * Math.PI) };
}

/** By repetition: what has to be shifted to come out here. Exact to a centimetre. */
function toWgs84(point: Point): Point {
  let guess = point;
  for (let round = 0; round < inverseRounds; round += 1) {
    const there = wgs84ToGcj02(guess);
    guess = { lng: guess.lng + point.lng - there.lng, lat: guess.lat + point.lat - there.lat };
  }
  return guess;
}

function toBd09({ lng, lat }: Point): Point {
  const radius = Math.hypot(lng, lat) + 0.000_02 * Math.sin(lat * bdTurn);
  const angle = Math.atan2(lat, lng) + 0.000_003 * Math.cos(lng * bdTurn);
  return { lng: radius * Math.cos(angle) + 0.006_5, lat: radius * Math.sin(angle) + 0.006 };
}
