/** A place in GCJ-02 degrees. */
export interface Place {
  readonly lng: number;
  readonly lat: number;
}

const metresPerDegree = 111_320;

/** Metres as the crow flies; exact enough within a city. */
export function metresBetween(a: Place, b: Place): number {
  const shrink = Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
  return Math.hypot((b.lng - a.lng) * shrink, b.lat - a.lat) * metresPerDegree;
}

export interface Ground {
  /** Where a place lies on the drawing, in px from the upper left. */
  at(place: Place): { x: number; y: number };
  pixelsPerMetre: number;
}

/** The least a drawing shows, so that one lonely stop does not fill it. */
const leastSpanMetre = 400;

/** A plain ground without tiles: north is up, every place lies inside with `padPixel` around. */
export function groundOf(
  places: readonly Place[],
  { widthPixel, heightPixel, padPixel }: { widthPixel: number; heightPixel: number; padPixel: number },
): Ground {
  const lngs = places.map(({ lng }) => lng);
  const lats = places.map(({ lat }) => lat);
  const middle = {
    lng: (Math.min(...lngs) + Math.max(...lngs)) / 2,
    lat: (Math.min(...lats) + Math.max(...lats)) / 2,
  };
  const shrink = Math.cos((middle.lat * Math.PI) / 180);
  const eastMetre = (Math.max(...lngs) - Math.min(...lngs)) * shrink * metresPerDegree;
  const northMetre = (Math.max(...lats) - Math.min(...lats)) * metresPerDegree;
  const pixelsPerMetre = Math.min(
    (widthPixel - 2 * padPixel) / Math.max(eastMetre, leastSpanMetre),
    (heightPixel - 2 * padPixel) / Math.max(northMetre, leastSpanMetre),
  );
  return {
    pixelsPerMetre,
    at: ({ lng, lat }) => ({
      x: widthPixel / 2 + (lng - middle.lng) * shrink * metresPerDegree * pixelsPerMetre,
      y: heightPixel / 2 - (lat - middle.lat) * metresPerDegree * pixelsPerMetre,
    }),
  };
}

/** The longest round length (1, 2 or 5 × 10ⁿ m) that fits into so many pixels. */
export function scaleBar(pixelsPerMetre: number, maxPixel: number): { metre: number; pixel: number } {
  const most = maxPixel / pixelsPerMetre;
  const power = 10 ** Math.floor(Math.log10(most));
  const metre = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
  return { metre, pixel: metre * pixelsPerMetre };
}
