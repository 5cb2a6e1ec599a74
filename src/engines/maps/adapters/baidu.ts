import { z } from 'zod';
import { below, degrees, type MapsService, type ServiceAddress } from '../service.ts';

const amount = z.object({ value: z.number() });
const answer = z.object({
  status: z.literal(0),
  result: z.array(z.object({ distance: amount.nullish(), duration: amount.nullish() })),
});
const modes = { bike: 'riding', van: 'driving' } as const;

/** Baidu's matrix: GET /routematrix/v2/{mode}, at most fifty ways a request, in its own coordinates. */
export function baidu(address: ServiceAddress): MapsService {
  return {
    ...{ datum: 'bd09', fromMax: 7, toMax: 7 },
    async ask({ from, to, profile }, askJson) {
      const places = (points: typeof from) =>
        points.map(({ lng, lat }) => `${degrees(lat)},${degrees(lng)}`).join('|');
      const url = below(address, `routematrix/v2/${modes[profile]}`, {
        ...{ origins: places(from), destinations: places(to), coord_type: 'bd09ll', ak: address.key ?? '' },
      });
      const { result } = answer.parse(await askJson(url));
      return {
        meters: result.map(({ distance }) => distance?.value ?? null),
        seconds: result.map(({ duration }) => duration?.value ?? null),
      };
    },
  };
}
