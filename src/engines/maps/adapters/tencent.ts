import { z } from 'zod';
import { below, degrees, type MapsService, type ServiceAddress } from '../service.ts';

const element = z.object({
  distance: z.number().optional(),
  duration: z.number().optional(),
  status: z.number().optional(),
});
const answer = z.object({
  status: z.literal(0),
  result: z.object({ rows: z.array(z.object({ elements: z.array(element) })) }),
});
const modes = { bike: 'bicycling', van: 'driving' } as const;

/** Tencent's many-to-many matrix: GET /ws/distance/v1/matrix, at most 625 ways a request. */
export function tencent(address: ServiceAddress): MapsService {
  return {
    ...{ datum: 'gcj02', fromMax: 25, toMax: 25 },
    async ask({ from, to, profile }, askJson) {
      const places = (points: typeof from) =>
        points.map(({ lng, lat }) => `${degrees(lat)},${degrees(lng)}`).join(';');
      const url = below(address, 'ws/distance/v1/matrix', {
        ...{ mode: modes[profile], from: places(from), to: places(to), key: address.key ?? '' },
      });
      const { result } = answer.parse(await askJson(url));
      const cells = result.rows.flatMap(({ elements }) => elements);
      const known = cells.map((cell) => ((cell.status ?? 0) === 0 ? cell : {}));
      return {
        meters: known.map(({ distance }) => distance ?? null),
        seconds: known.map(({ duration }) => duration ?? null),
      };
    },
  };
}
