import {
  cancelSession,
  checkHostIdentity,
  emptyStage,
  endSession,
  listHostIdentities,
  listSessions,
  type listLiveNow,
} from '../domains/live/index.ts';
import type { Tx } from '../engines/db/tx.ts';
import { addSeconds, shanghaiHour } from '../kernel/clock.ts';
import { demoShows, type DemoShow } from './data/shows.ts';
import { announceShows, demoHostBirthOn, goOnAir, planShow, runningAt, type RunningRound } from './shows.ts';
import type { DemoStreet } from './world.ts';

export type Shows = Awaited<ReturnType<typeof listLiveNow>>;
type Card = Shows['now'][number];

const titles: ReadonlySet<string> = new Set(demoShows.map(({ title }) => title));
const showMinutes = 120;
const announcedMin = 2;
/** The host of a show that begins this soon does not begin another one now. */
const restSeconds = 4 * 3_600;
const staleSeconds = 3_600;
const listMax = 100;

/** Shows of the demo's own hosts; what visitors plan is theirs. */
export function demoOnes<S extends { readonly title: string }>(shows: readonly S[]): S[] {
  return shows.filter(({ title }) => titles.has(title));
}

/** Nothing on air, a show due or over, or too little announced. */
export function showsNeedCare({ now: live, upcoming }: Shows, now: Date): boolean {
  const [onAir, later] = [demoOnes(live), demoOnes(upcoming)];
  if (onAir.length === 0 || later.length < announcedMin) return true;
  return onAir.some(({ plannedEndAt }) => plannedEndAt <= now) || later.some(isDue);
  function isDue({ startsAt }: Card): boolean {
    return startsAt <= now;
  }
}

/** A street planted before papers were asked for: its operator has seen those of every host since. */
export async function introduceHosts(tx: Tx): Promise<void> {
  const { rows } = await listHostIdentities(tx);
  for (const { memberId, name } of rows.filter(({ checkedAt }) => checkedAt === null)) {
    await checkHostIdentity(tx, { memberId, realName: name, birthOn: demoHostBirthOn });
  }
}

/** Ends what is over, begins what is due or, in a dark street, the next show; answers which one that is. */
export async function turnShows(
  tx: Tx,
  street: DemoStreet,
  shows: Shows,
  rounds: readonly RunningRound[],
): Promise<{ liveId: string; show: DemoShow } | null> {
  const over = demoOnes(shows.now).filter(({ plannedEndAt }) => plannedEndAt <= tx.now);
  for (const show of over) await endSession(tx, show);
  const due = demoOnes(shows.upcoming).filter(({ startsAt }) => startsAt <= tx.now);
  for (const show of due) await goOnAir(tx, show.sessionId);
  await cancelMissed(tx);
  const later = shows.upcoming.filter(({ startsAt }) => startsAt > tx.now);
  const onAir = [...shows.now.filter((show) => !over.includes(show)), ...due];
  const soon = later.filter(({ startsAt }) => startsAt <= addSeconds(tx.now, restSeconds));
  const [next] = freeShows(street, [...onAir, ...soon], shanghaiHour(tx.now));
  let begun: { liveId: string; show: DemoShow } | null = null;
  if (demoOnes(onAir).length === 0 && next) {
    const plan = { show: next, startsAt: tx.now, minutes: showMinutes, pools: runningAt(rounds, tx.now) };
    const liveId = await planShow(tx, street, plan);
    await goOnAir(tx, liveId);
    begun = { liveId, show: next };
  }
  if (demoOnes(later).length < announcedMin) {
    const free = freeShows(street, [...onAir, ...later], 0);
    const others = begun ? free.filter((show) => show !== next) : free;
    await announceShows(tx, street, others, rounds, tx.now);
  }
  return begun;
}

/** Shows whose host has none of these sessions, beginning with another one each hour. */
function freeShows(street: DemoStreet, taken: readonly Card[], hour: number): DemoShow[] {
  const busy = new Set(taken.map(({ hostMemberId }) => hostMemberId));
  const free = demoShows.filter(({ host }) => {
    const actor = street.hosts.get(host);
    return actor !== undefined && !busy.has(actor.memberId);
  });
  const first = free.length === 0 ? 0 : hour % free.length;
  return [...free.slice(first), ...free.slice(0, first)];
}

/** Shows whose hour passed while nobody was there do not take place. */
async function cancelMissed(tx: Tx): Promise<void> {
  const { rows } = await listSessions(tx, emptyStage, { state: 'scheduled', mine: false, limit: listMax });
  const missed = demoOnes(rows).filter(({ startsAt }) => startsAt <= addSeconds(tx.now, -staleSeconds));
  for (const show of missed) await cancelSession(tx, show);
}
