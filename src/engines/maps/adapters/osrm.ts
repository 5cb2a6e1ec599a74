import { z } from 'zod';
import { below, degrees, type MapsService, type ServiceAddress } from '../service.ts';

const rows = z.array(z.array(z.number().nullable()));
const answer = z.object({ code: z.literal('Ok'), durations: rows, distances: rows });
const profiles = { bike: 'bike', van: 'driving' } as const;

/** OSRM's table service: GET /table/v1/{profile}/{lng,lat;…}?annotations=duration,distance. */
export function osrm(address: ServiceAddress): MapsService {
  return {
    ...{ datum: 'wgs84', fromMax: 50, toMax: 50 },
    async ask({ from, to, profile }, askJson) {
      const path = [...from, ...to].map(({ lng, lat }) => `${degrees(lng)},${degrees(lat)}`).join(';');
      const url = below(address, `table/v1/${profiles[profile]}/${path}`, {
        annotations: 'duration,distance',
        sources: from.map((_, at) => at).join(';'),
        destinations: to.map((_, at) => from.length + at).join(';'),
      });
      const { distances, durations } = answer.parse(await askJson(url));
      return { meters: distances.flat(), seconds: durations.flat() };
    },
  };
}
