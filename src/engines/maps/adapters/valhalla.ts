import { z } from 'zod';
import { below, type MapsService, type ServiceAddress } from '../service.ts';

const cell = z.object({ distance: z.number().nullable(), time: z.number().nullable() });
const answer = z.object({ sources_to_targets: z.array(z.array(cell)) });
const costings = { bike: 'bicycle', van: 'auto' } as const;

/** Valhalla's matrix: POST /sources_to_targets, distances in kilometres. */
export function valhalla(address: ServiceAddress): MapsService {
  return {
    ...{ datum: 'wgs84', fromMax: 50, toMax: 50 },
    async ask({ from, to, profile }, askJson) {
      const places = (points: typeof from) => points.map(({ lng, lat }) => ({ lon: lng, lat }));
      const question = {
        ...{ sources: places(from), targets: places(to) },
        ...{ costing: costings[profile], units: 'kilometers' },
      };
      const cells = answer.parse(await askJson(below(address, 'sources_to_targets', {}), question));
      const flat = cells.sources_to_targets.flat();
      return {
        meters: flat.map(({ distance }) => (distance === null ? null : distance * 1_000)),
        seconds: flat.map(({ time }) => time),
      };
    },
  };
}
