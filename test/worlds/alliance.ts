import { openFunnel, type Funnel } from '../../src/engines/db/funnel.ts';
import type { JobRequest, JobSender, Tx } from '../../src/engines/db/tx.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import {
  actorOfGrants,
  addShop,
  allianceScope,
  ensureMember,
  findPerson,
  foundAlliance,
  type Shop,
} from '../../src/domains/membership/index.ts';
import { adoptRuleBook, defaultRules, dutiesOf } from '../../src/domains/rulebook/index.ts';
import { freshDatabase } from './database.ts';

/** Time stands still until the test moves it. */
export interface HandClock extends Clock {
  forward(seconds: number): void;
}

export interface World {
  readonly url: string;
  readonly clock: HandClock;
  /** As the app role: one alliance at a time. */
  readonly app: Funnel;
  /** As the system role: across alliances. */
  readonly system: Funnel;
  /** Everything enqueued so far, oldest first; nothing runs it. */
  readonly jobs: JobRequest[];
  close(): Promise<void>;
}

const connections = 8;

export function handClock(start = '2026-11-23T08:00:00.000Z'): HandClock {
  let ms = new Date(start).getTime();
  return { now: () => new Date(ms), forward: (seconds) => void (ms += seconds * 1_000) };
}

/** A database of its own with both roles connected. */
export async function openWorld(clock = handClock()): Promise<World> {
  const database = await freshDatabase();
  const jobs: JobRequest[] = [];
  const sender: JobSender = { send: async (_tx, sent) => void jobs.push(...sent) };
  const options = {
    url: database.url,
    maxConnections: connections,
    separateRoles: true,
    clock,
    jobs: sender,
  };
  const app = openFunnel({ ...options, role: 'app' });
  const system = openFunnel({ ...options, role: 'system' });
  return {
    url: database.url,
    clock,
    app,
    system,
    jobs,
    async close() {
      await Promise.all([app.close(), system.close()]);
      await database.drop();
    },
  };
}

export interface FoundedAlliance {
  readonly allianceId: string;
  readonly slug: string;
  readonly operator: Actor;
  /** Owners have 13800000010, …11 and so on. */
  readonly operatorPhone: string;
  readonly shops: readonly Shop[];
  /** The owner of the shop at the same place. */
  readonly owners: readonly Actor[];
  /** Runs work as somebody of this alliance, null as nobody. */
  transact<T>(actor: Actor | null, work: (tx: Tx) => Promise<T>): Promise<T>;
}

export async function foundIn(world: World, slug: string, shopCount = 2): Promise<FoundedAlliance> {
  const operatorPhone = '13800000001';
  const { allianceId, operatorId, shops, ownerIds } = await world.system.transact(
    { allianceId: '', actor: null },
    async (tx) => {
      const place = { lng: 120.21, lat: 30.25 };
      const founded = await foundAlliance(tx, {
        slug,
        name: `${slug} 联盟`,
        city: '杭州',
        ...place,
        operatorName: '何运营',
        operatorPhone,
      });
      const scoped = allianceScope(tx, founded);
      await adoptRuleBook(scoped, { rules: defaultRules(), note: '创立' });
      const added: Shop[] = [];
      const owners: string[] = [];
      for (let i = 0; i < shopCount; i += 1) {
        const ownerPhone = `138${String(10 + i).padStart(8, '0')}`;
        added.push(await addShop(scoped, { ...shopFields(i), ownerName: `店主${i}`, ownerPhone }));
        owners.push(await ensureMember(scoped, { phone: ownerPhone, name: null }));
      }
      const operator = await ensureMember(scoped, { phone: operatorPhone, name: null });
      return { allianceId: founded, operatorId: operator, shops: added, ownerIds: owners };
    },
  );
  const transact: FoundedAlliance['transact'] = (actor, work) =>
    world.app.transact({ allianceId, actor }, work);
  const operator = await actorIn(world, allianceId, operatorId);
  const owners = await Promise.all(ownerIds.map((id) => actorIn(world, allianceId, id)));
  return { allianceId, slug, operator, operatorPhone, shops, owners, transact };
}

/** The member as their session would tell it, with the duties of the default rule book. */
export async function actorIn(world: World, allianceId: string, memberId: string): Promise<Actor> {
  const person = await world.app.read({ allianceId, actor: null }, (db) => findPerson(db, memberId));
  if (!person) throw new Error(`No member ${memberId}`);
  const actor = actorOfGrants(memberId, person.grants);
  return { ...actor, duties: dutiesOf(defaultRules(), actor) };
}

/** A new shopper with a phone of their own. */
export async function joinShopper(world: World, allianceId: string, number: number): Promise<Actor> {
  const phone = `139${String(number).padStart(8, '0')}`;
  const memberId = await world.app.transact({ allianceId, actor: null }, (tx) =>
    ensureMember(tx, { phone, name: null }),
  );
  return actorIn(world, allianceId, memberId);
}

function shopFields(i: number): Omit<Shop, 'shopId'> {
  return {
    name: `桂花里 ${i} 号店`,
    shortName: `店${i}`,
    kind: 'grocery',
    address: `桂花里 ${i} 号`,
    lng: 120.21 + i * 0.002,
    lat: 30.25,
    phone: '057188880000',
    openingHours: '07:00–22:00',
    isPickupPoint: true,
    licenceUntil: null,
  };
}
