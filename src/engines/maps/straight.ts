import { distanceMetre, type Point } from '../../kernel/geo.ts';
import type { MapsEngine, MapsProfile } from './port.ts';

/** Street distance over straight distance in Chinese city blocks. */
const defaultDetour = 1.3;
/** With stops at crossings. */
const metresPerSecond: Readonly<Record<MapsProfile, number>> = { bike: 4.2, van: 6.5 };
/** A city reaches so far from its middle. */
const cityMetre = 60_000;

/** How crooked the streets of a city are; points near no city take the default. */
export interface Detours {
  readonly everywhere: number;
  readonly cities: readonly { readonly middle: Point; readonly detour: number }[];
}

export interface Way {
  readonly metre: number;
  readonly seconds: number;
}

/**
 * Reads `1.3` or `1.3;121.47,31.23=1.25;…`: the default, then cities by their middle.
 *
 * @throws Error with what is wrong
 */
export function readDetours(text: string | undefined): Detours {
  const [first, ...rest] = (text || String(defaultDetour)).split(';');
  return {
    everywhere: factor(first!),
    cities: rest.map((entry) => {
      const [place, detour] = entry.split('=');
      const [lng, lat] = (place ?? '').split(',').map(Number);
      if (!Number.isFinite(lng) || !Number.isFinite(lat))
        throw new Error(`LIANBO_DETOUR has "${entry}": use longitude,latitude=factor`);
      return { middle: { lng: lng!, lat: lat! }, detour: factor(detour ?? '') };
    }),
  };
}

function factor(text: string): number {
  const value = Number(text);
  if (!(value >= 1 && value <= 3)) throw new Error(`LIANBO_DETOUR has "${text}": use a factor from 1 to 3`);
  return value;
}

/** The way by straight line times the detour of the city that the first point lies in. */
export function straightWay(from: Point, to: Point, profile: MapsProfile, detours: Detours): Way {
  const [nearest] = detours.cities
    .map(({ middle, detour }) => ({ detour, metre: distanceMetre(from, middle) }))
    .filter(({ metre }) => metre <= cityMetre)
    .sort((a, b) => a.metre - b.metre);
  const metre = Math.round(distanceMetre(from, to) * (nearest?.detour ?? detours.everywhere));
  return { metre, seconds: Math.round(metre / metresPerSecond[profile]) };
}

/** Without any service. */
export function openStraightMaps(detours: Detours): MapsEngine {
  return {
    async matrix(points, profile) {
      const size = points.length;
      const [meters, seconds] = [new Int32Array(size * size), new Int32Array(size * size)];
      for (let a = 0; a < size; a += 1) {
        for (let b = 0; b < size; b += 1) {
          const way = straightWay(points[a]!, points[b]!, profile, detours);
          meters[a * size + b] = way.metre;
          seconds[a * size + b] = way.seconds;
        }
      }
      return { size, meters, seconds, source: new Uint8Array(size * size) };
    },
  };
}
