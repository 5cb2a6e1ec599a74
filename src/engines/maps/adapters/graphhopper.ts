import { z } from 'zod';
import { below, type MapsService, type ServiceAddress } from '../service.ts';

const rows = z.array(z.array(z.number().nullable()));
const answer = z.object({ distances: rows, times: rows });
const profiles = { bike: 'bike', van: 'car' } as const;

/** GraphHopper's matrix: POST /matrix, points as [longitude, latitude]; ways it does not know are null. */
export function graphhopper(address: ServiceAddress): MapsService {
  return {
    ...{ datum: 'wgs84', fromMax: 50, toMax: 50 },
    async ask({ from, to, profile }, askJson) {
      const places = (points: typeof from) => points.map(({ lng, lat }) => [lng, lat]);
      const url = below(address, 'matrix', address.key === null ? {} : { key: address.key });
      const question = {
        ...{ from_points: places(from), to_points: places(to), profile: profiles[profile] },
        ...{ out_arrays: ['distances', 'times'], fail_fast: false },
      };
      const { distances, times } = answer.parse(await askJson(url, question));
      return { meters: distances.flat(), seconds: times.flat() };
    },
  };
}
