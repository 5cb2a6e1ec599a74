/** A place in GCJ-02, degrees. */
export interface Place {
  lng: number;
  lat: number;
}

const patienceMs = 8_000;
const rememberedMs = 5 * 60_000;

/** Where the phone is, after the person agreed; rejects when they did not or the phone does not know. */
export function askPosition(): Promise<Place> {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(toGcj02({ lng: coords.longitude, lat: coords.latitude })),
      reject,
      { timeout: patienceMs, maximumAge: rememberedMs },
    );
  });
}

/** Browsers tell a position on HTTPS only. */
export function canAskPosition(): boolean {
  return isSecureContext && 'geolocation' in navigator;
}

const radiusMetre = 6_378_245;
const eccentricitySquared = 0.006_693_421_622_965_943;

/** WGS-84 of the phone to GCJ-02 of Chinese maps: the published polynomial on the Krasovsky 1940 ellipsoid, good to ~1 m. */
export function toGcj02({ lng, lat }: Place): Place {
  const x = lng - 105;
  const y = lat - 35;
  const radLat = (lat / 180) * Math.PI;
  const magic = 1 - eccentricitySquared * Math.sin(radLat) ** 2;
  const perDegreeLat =
    ((radiusMetre * (1 - eccentricitySquared)) / (magic * Math.sqrt(magic))) * (Math.PI / 180);
  const perDegreeLng = (radiusMetre / Math.sqrt(magic)) * Math.cos(radLat) * (Math.PI / 180);
  return { lng: lng + shiftEast(x, y) / perDegreeLng, lat: lat + shiftNorth(x, y) / perDegreeLat };
}

function shiftNorth(x: number, y: number): number {
  const base = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
  return base + ripple(x) + wave(y, 20, 40) + longWave(y, 160, 320);
}

function shiftEast(x: number, y: number): number {
  const base = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
  return base + ripple(x) + wave(x, 20, 40) + farWave(x);
}

const sine = (times: number) => Math.sin(times * Math.PI);
const ripple = (x: number) => ((20 * sine(6 * x) + 20 * sine(2 * x)) * 2) / 3;
const wave = (v: number, short: number, long: number) => ((short * sine(v) + long * sine(v / 3)) * 2) / 3;
const longWave = (v: number, near: number, far: number) =>
  ((near * sine(v / 12) + far * sine(v / 30)) * 2) / 3;
const farWave = (x: number) => ((150 * sine(x / 12) + 300 * sine(x / 30)) * 2) / 3;
