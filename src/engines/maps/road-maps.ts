import type { Point } from '../../kernel/geo.ts';
import type { AskJson } from './ask-json.ts';
import { fromGcj02 } from './datum.ts';
import { waySources, type MapsEngine, type MapsProfile, type Wanted } from './port.ts';
import type { MapsService } from './service.ts';
import { openStraightMaps, type Detours, type Way } from './straight.ts';

/** Ways kept: some cities' worth. */
const keptMax = 500_000;
/** One matrix never asks more often than this; what is left is reckoned from straight lines. */
const requestsMax = 400;
/** A service that fails so often in a row is left alone for the rest of the matrix. */
const failuresMax = 3;
/** Answers beyond any ride within a city are wrong. */
const metreMax = 500_000;

export interface RoadMapsOptions {
  readonly service: MapsService;
  readonly askJson: AskJson;
  readonly detours: Detours;
  /** Told once per matrix when cells had to be reckoned. */
  readonly onTrouble?: (text: string) => void;
}

/**
 * Ways by road, from a service asked in blocks of the size it allows; answers are kept. A cell that the service does not
 * know, or cannot be asked for, is reckoned from the straight line and says so.
 */
export function openRoadMaps({ service, askJson, detours, onTrouble }: RoadMapsOptions): MapsEngine {
  const straight = openStraightMaps(detours);
  const kept = new Map<string, Way>();
  const keep = (key: string, way: Way): void => {
    if (kept.size >= keptMax) kept.delete(kept.keys().next().value!);
    kept.set(key, way);
  };
  return {
    async matrix(points, profile, departAt, wanted) {
      const matrix = await straight.matrix(points, profile);
      const all = points.map((_, at) => at);
      const missing = blocksMissing(wanted ?? { from: all, to: all }, service, (a, b) =>
        kept.has(keyOf(points[a]!, points[b]!, profile)),
      );
      let failures = 0;
      for (const { from, to } of missing.slice(0, requestsMax)) {
        if (failures >= failuresMax) break;
        const there = (at: number) => fromGcj02(points[at]!, service.datum);
        try {
          const question = { from: from.map(there), to: to.map(there), profile, departAt };
          const { meters, seconds } = await service.ask(question, askJson);
          for (const [i, a] of from.entries()) {
            for (const [j, b] of to.entries()) {
              const way = plausible(meters[i * to.length + j], seconds[i * to.length + j]);
              if (way) keep(keyOf(points[a]!, points[b]!, profile), way);
            }
          }
          failures = 0;
        } catch (error) {
          failures += 1;
          if (failures === failuresMax) onTrouble?.(`The road service fails: ${String(error)}`);
        }
      }
      for (const [a, from] of points.entries()) {
        for (const [b, to] of points.entries()) {
          const way = a === b ? undefined : kept.get(keyOf(from, to, profile));
          if (!way) continue;
          const cell = a * points.length + b;
          matrix.meters[cell] = way.metre;
          matrix.seconds[cell] = way.seconds;
          matrix.source[cell] = waySources.road;
        }
      }
      return matrix;
    },
  };
}

function plausible(metre: number | null | undefined, seconds: number | null | undefined): Way | null {
  if (metre == null || seconds == null) return null;
  const isPlausible = metre >= 0 && metre <= metreMax && seconds >= 0;
  return isPlausible ? { metre: Math.round(metre), seconds: Math.round(seconds) } : null;
}

function keyOf(from: Point, to: Point, profile: MapsProfile): string {
  return [from.lng, from.lat, to.lng, to.lat].map((value) => value.toFixed(5)).join(' ') + profile;
}

/** Blocks of rows and columns, no larger than the service allows, that hold a way not kept yet. */
function blocksMissing(
  wanted: Wanted,
  { fromMax, toMax }: MapsService,
  isKept: (a: number, b: number) => boolean,
): { from: number[]; to: number[] }[] {
  const chunks = (all: readonly number[], size: number) =>
    Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
  return chunks(wanted.from, fromMax).flatMap((from) =>
    chunks(wanted.to, toMax)
      .map((to) => ({ from, to }))
      .filter((block) => block.from.some((a) => block.to.some((b) => a !== b && !isKept(a, b)))),
  );
}
