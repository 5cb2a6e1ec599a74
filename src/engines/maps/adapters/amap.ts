import { z } from 'zod';
import { below, degrees, type MapsService, type ServiceAddress } from '../service.ts';

/** Numbers come as text; a way that is not known has a code instead. */
const number = z.union([z.string(), z.number()]).optional();
const answer = z.object({
  status: z.literal('1'),
  results: z.array(z.object({ origin_id: z.string(), distance: number, duration: number, code: number })),
});
const driving = '1';

/** AMap's distances: GET /v3/distance, up to a hundred origins to one destination, by car alone. */
export function amap(address: ServiceAddress): MapsService {
  return {
    ...{ datum: 'gcj02', fromMax: 100, toMax: 1 },
    async ask({ from, to }, askJson) {
      const place = ({ lng, lat }: (typeof from)[number]) => `${degrees(lng)},${degrees(lat)}`;
      const url = below(address, 'v3/distance', {
        ...{ origins: from.map(place).join('|'), destination: place(to[0]!), type: driving },
        key: address.key ?? '',
      });
      const { results } = answer.parse(await askJson(url));
      const byOrigin = new Map(results.map((one) => [Number(one.origin_id) - 1, one]));
      const told = (at: number, part: 'distance' | 'duration'): number | null => {
        const one = byOrigin.get(at);
        return one?.[part] === undefined || one.code !== undefined ? null : Number(one[part]);
      };
      return {
        meters: from.map((_, at) => told(at, 'distance')),
        seconds: from.map((_, at) => told(at, 'duration')),
      };
    },
  };
}
