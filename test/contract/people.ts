import { startSession, ensureMember, giveGrant } from '../../src/domains/membership/index.ts';
import { hashToken, newToken } from '../../src/engines/token.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { actorIn, type FoundedAlliance, type World } from '../worlds/alliance.ts';
import type { PersonName } from './forbidden-calls.ts';

export interface Person {
  readonly actor: Actor;
  readonly token: string;
}

/** Everybody calls are made as; nobody has neither actor nor token. */
export type People = ReadonlyMap<PersonName, Person>;

/** One person per role with just that role, and a second one of those who must not see each other's rows. */
export async function gatherPeople(
  world: World,
  alliance: FoundedAlliance,
  suppliers: readonly [mine: string, other: string],
): Promise<People> {
  const phones: Record<Exclude<PersonName, 'nobody'>, string> = {
    operator: alliance.operatorPhone,
    shop: '13800000010',
    otherShop: '13800000011',
    shopper: '13900000001',
    stranger: '13900000002',
    host: '13900000003',
    otherHost: '13900000004',
    courier: '13900000005',
    otherCourier: '13900000006',
    supplier: '13900000007',
    otherSupplier: '13900000008',
  };
  const plain = { shopId: null, supplierId: null, duties: [] };
  await alliance.transact(alliance.operator, async (tx) => {
    for (const name of ['host', 'otherHost'] as const)
      await giveGrant(tx, { ...plain, phone: phones[name], name, role: 'host' });
    for (const name of ['courier', 'otherCourier'] as const)
      await giveGrant(tx, { ...plain, phone: phones[name], name, role: 'courier' });
    for (const [i, name] of (['supplier', 'otherSupplier'] as const).entries()) {
      const supplierId = suppliers[i]!;
      await giveGrant(tx, { ...plain, phone: phones[name], name, role: 'supplier', supplierId });
    }
  });
  const people = new Map<PersonName, Person>();
  for (const [name, phone] of Object.entries(phones)) {
    people.set(name as PersonName, await signedIn(world, alliance, phone));
  }
  return people;
}

async function signedIn(world: World, alliance: FoundedAlliance, phone: string): Promise<Person> {
  const token = newToken();
  const memberId = await alliance.transact(null, async (tx) => {
    const id = await ensureMember(tx, { phone, name: null });
    await startSession(tx, { memberId: id, tokenHash: hashToken(token), replaces: null });
    return id;
  });
  return { actor: await actorIn(world, alliance.allianceId, memberId), token };
}
