import { emptyStage, listLiveNow } from '../domains/live/index.ts';
import { describeAlliance, findAllianceBySlug } from '../domains/membership/index.ts';
import type { Funnel } from '../engines/db/funnel.ts';
import type { Clock } from '../kernel/clock.ts';
import { demoShops } from './data/people.ts';
import { demoSlug } from './found-alliance.ts';
import type { OnAir } from './keep-on-air.ts';
import { fillShelves } from './past-day.ts';
import { readStreet } from './read-street.ts';
import { fillRounds, hasEnoughPools, openMissingRounds, runningRounds } from './refresh-pools.ts';
import { demoOnes, introduceHosts, showsNeedCare, turnShows, type Shows } from './refresh-shows.ts';
import { seeded } from './seeded.ts';
import { dropCoupons, visitShow } from './shows.ts';
import { actNow, type Acting } from './simulation.ts';

export interface RefreshParts {
  readonly system: Funnel;
  readonly app: Funnel;
  readonly clock: Clock;
  readonly onAir: OnAir;
}

const everyone = { allianceId: '', actor: null };
const visitsAtStart = 30;
const claimsAtStart = 6;

/**
 * Keeps something on in the demo alliance, whenever it is opened: shows that are due begin, one that is over makes room
 * for the next, pools are opened and filled when most have ended. All of it by the acts of users, at this very moment.
 * An installation without the alliance, and one in its founding week, are left as they are.
 */
export async function refreshDemo({ system, app, clock, onAir }: RefreshParts): Promise<void> {
  const found = await system.read(everyone, (db) => findAllianceBySlug(db, demoSlug));
  if (!found) return;
  const scope = { allianceId: found.allianceId, actor: null };
  const look = () => app.read(scope, (db) => listLiveNow(db, emptyStage, {}));
  const shows = await look();
  const hasPools = await app.read(scope, hasEnoughPools);
  const isFounded = (await app.read(scope, describeAlliance)).shopCount >= demoShops.length;
  const isQuiet = isFounded && (showsNeedCare(shows, clock.now()) || !hasPools);
  if (isQuiet) await care(actNow(app, clock), found.allianceId, shows);
  const { now } = isQuiet ? await look() : shows;
  onAir.show(demoOnes(now).map(({ sessionId }) => sessionId));
}

async function care(acting: Acting, allianceId: string, shows: Shows): Promise<void> {
  const street = await acting.as(allianceId, null, readStreet);
  const chance = seeded(acting.now().getTime());
  const opened = await openMissingRounds(acting, street);
  const begun = await acting.as(allianceId, street.operator, async (tx) => {
    await introduceHosts(tx);
    return turnShows(tx, street, shows, await runningRounds(tx));
  });
  if (begun) {
    await fillShelves(acting, street);
    await visitShow(acting, street, chance, begun.liveId, visitsAtStart);
    await dropCoupons(acting, street, chance, { ...begun, claims: claimsAtStart });
  }
  await fillRounds(acting, street, chance, opened);
}
