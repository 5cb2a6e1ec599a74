import { amap } from './adapters/amap.ts';
import { baidu } from './adapters/baidu.ts';
import { graphhopper } from './adapters/graphhopper.ts';
import { osrm } from './adapters/osrm.ts';
import { tencent } from './adapters/tencent.ts';
import { valhalla } from './adapters/valhalla.ts';
import { askWithin, readServiceUrl } from './ask-json.ts';
import type { MapsEngine } from './port.ts';
import { openRoadMaps } from './road-maps.ts';
import type { MapsService, ServiceAddress } from './service.ts';
import { openStraightMaps, type Detours } from './straight.ts';

export const mapsServices = { osrm, valhalla, graphhopper, amap, tencent, baidu } as const satisfies Readonly<
  Record<string, (address: ServiceAddress) => MapsService>
>;
export type MapsServiceName = keyof typeof mapsServices;

/** Where the public services answer; the others have no address but your own. */
const publicUrls: Readonly<Partial<Record<MapsServiceName, string>>> = {
  amap: 'https://restapi.amap.com',
  tencent: 'https://apis.map.qq.com',
  baidu: 'https://api.map.baidu.com',
};

export interface MapsConfig {
  /** Null reckons from straight lines alone. */
  readonly service: MapsServiceName | null;
  readonly url: string | null;
  readonly key: string | null;
  readonly detours: Detours;
}

/**
 * @throws Error when the service has no address, or one that is not allowed
 */
export function openMaps(config: MapsConfig, onTrouble?: (text: string) => void): MapsEngine {
  const { service: name, key, detours } = config;
  if (name === null) return openStraightMaps(detours);
  const text = config.url ?? publicUrls[name];
  if (text === undefined) throw new Error(`LIANBO_MAPS=${name} needs LIANBO_MAPS_URL`);
  const url = readServiceUrl(text);
  const service = mapsServices[name]({ url, key });
  return openRoadMaps({ service, askJson: askWithin(url.origin), detours, ...(onTrouble && { onTrouble }) });
}

export function isMapsService(name: string): name is MapsServiceName {
  return Object.hasOwn(mapsServices, name);
}
