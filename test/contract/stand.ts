import { Client } from 'pg';
import type { Door } from '../../src/edge/route.ts';
import { openWorld, type World } from '../worlds/alliance.ts';
import type { Stand } from './find-holes.ts';
import { openSite } from './site.ts';
import { openSmallAlliance } from './small-world.ts';

/** @param replace makes doors that stand in the place of the real ones: for planting a leak */
export async function openStand(
  replace: (world: World) => readonly Door[] = () => [],
): Promise<Stand & { world: World; close(): Promise<void> }> {
  const world = await openWorld();
  const site = await openSite(world, replace(world));
  const home = await openSmallAlliance(world, 'guihuali', site.photoKey);
  const far = await openSmallAlliance(world, 'chengxi', site.photoKey);
  const owner = new Client({ connectionString: world.url });
  await owner.connect();
  return {
    ...{ world, site, owner, both: { home, far } },
    async close() {
      await owner.end();
      await site.close();
      await world.close();
    },
  };
}
