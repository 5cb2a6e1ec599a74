import { contract } from '../../contract/index.ts';
import type { Input } from '../../contract/endpoint.ts';
import {
  addAddress,
  addShop,
  describeAlliance,
  findShop,
  giveGrant,
  listAddresses,
  listAlliances,
  listAudit,
  listMembers,
  listShops,
  listStaff,
  removeAddress,
  shopCard,
  takeGrant,
  updateMe,
  updateShop,
} from '../domains/membership/index.ts';
import { addLocation } from '../domains/stock/index.ts';
import { listSuppliers } from '../domains/supply/index.ts';
import type { Reader, Tx } from '../engines/db/tx.ts';
import { Refusal, refuseUnless } from '../kernel/refusal.ts';
import { describeMe } from './me.ts';
import { act, read, type Door } from './route.ts';
import { signInDoors, type SignInDeps } from './sign-in.ts';

export interface MembershipDeps extends SignInDeps {
  /** Whether this installation shows invented people and codes on a page. */
  readonly isDemo: boolean;
}

const { membership } = contract;

export function membershipDoors(deps: MembershipDeps): Door[] {
  return [...allianceDoors(deps.isDemo), ...signInDoors(deps), ...myDoors(), ...shopDoors(), ...staffDoors()];
}

function allianceDoors(isDemo: boolean): Door[] {
  return [
    read(membership.getAlliance, async (db) => ({ ...(await describeAlliance(db)), isDemo, now: db.now })),
    read(membership.listAlliances, async (db) => ({ rows: await listAlliances(db) })),
  ];
}

function myDoors(): Door[] {
  return [
    read(membership.getMe, (db) => describeMe(db, me(db))),
    act(membership.updateMe, async (tx, input) => {
      await updateMe(tx, input);
      return describeMe(tx, me(tx));
    }),
    read(membership.listAddresses, async (db) => ({ rows: await listAddresses(db, me(db)) })),
    act(membership.addAddress, (tx, input) => addAddress(tx, input)),
    act(membership.removeAddress, async (tx, { addressId }) => {
      await removeAddress(tx, addressId);
      return { done: true as const };
    }),
  ];
}

function shopDoors(): Door[] {
  return [
    read(membership.listShops, async (db, { lng, lat }) => ({
      rows: await listShops(db, lng !== undefined && lat !== undefined ? { lng, lat } : null),
    })),
    read(membership.getShop, async (db, { shopId }) => {
      const shop = await findShop(db, shopId);
      refuseUnless(shop, 'not-found', {}, 'shopId');
      return shop;
    }),
    act(membership.addShop, async (tx, input) => {
      const shop = await addShop(tx, input);
      const { shopId, name, lng, lat } = shop;
      await addLocation(tx, { kind: 'shop', shopId, name, lng, lat, hasColdStore: false });
      return shopCard(shop, null);
    }),
    act(membership.updateShop, (tx, input) => updateShop(tx, input)),
  ];
}

function staffDoors(): Door[] {
  return [
    read(membership.listMembers, (db, input) => listMembers(db, input)),
    act(membership.giveGrant, giveGrantOfKnownSupplier),
    act(membership.takeGrant, async (tx, { grantId }) => {
      await takeGrant(tx, grantId);
      return { done: true as const };
    }),
    read(membership.listHosts, async (db) => ({ rows: await listStaff(db, 'host') })),
    read(membership.listCouriers, async (db) => ({ rows: await listStaff(db, 'courier') })),
    read(membership.listAudit, (db, input) => listAudit(db, input)),
  ];
}

/** Suppliers stand above membership, so that there is such a supplier is seen to here. */
async function giveGrantOfKnownSupplier(tx: Tx, input: Input<typeof membership.giveGrant>) {
  if (input.supplierId !== null) {
    const { rows } = await listSuppliers(tx);
    const isKnown = rows.some(({ supplierId }) => supplierId === input.supplierId);
    refuseUnless(isKnown, 'not-found', {}, 'supplierId');
  }
  return giveGrant(tx, input);
}

function me(db: Reader): string {
  if (!db.actor) throw new Refusal('sign-in-needed');
  return db.actor.memberId;
}
