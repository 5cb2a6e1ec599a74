import { contract } from '../../contract/index.ts';
import {
  addOffer,
  addSupplier,
  answerPurchaseOrder,
  closePoolNow,
  describePurchaseOrder,
  getPool,
  getPoolProgress,
  getPurchaseOrder,
  listMilestones,
  listOffers,
  listPools,
  listPurchaseOrders,
  listSuppliers,
  openPool,
  previewReceipt,
  prolongPool,
  receiveGoods,
  updateOffer,
  updateSupplier,
  type PurchaseOrder,
} from '../domains/supply/index.ts';
import { describeAlliance } from '../domains/membership/index.ts';
import type { Reader } from '../engines/db/tx.ts';
import { addSeconds } from '../kernel/clock.ts';
import { act, read, type Door } from './route.ts';
import { readSupplierLink, signSupplierLink } from './supplier-link.ts';

export interface SupplyDeps {
  /** Signs the links of suppliers. */
  readonly secret: string;
}

/** A supplier's link lives this long after the cut-off: until delivery and the last question about it. */
const linkSeconds = 30 * 86_400;

export function supplyDoors({ secret }: SupplyDeps): Door[] {
  const { supply } = contract;
  return [
    read(supply.listSuppliers, (db) => listSuppliers(db)),
    act(supply.addSupplier, (tx, input) => addSupplier(tx, input)),
    act(supply.updateSupplier, (tx, input) => updateSupplier(tx, input)),
    read(supply.listOffers, (db, input) => listOffers(db, input)),
    act(supply.addOffer, (tx, input) => addOffer(tx, input)),
    act(supply.updateOffer, (tx, input) => updateOffer(tx, input)),
    read(supply.listPools, (db, input) => listPools(db, input)),
    read(supply.getPool, (db, { poolId }) => getPool(db, poolId)),
    read(supply.getPoolProgress, (db, { poolId }) => getPoolProgress(db, poolId)),
    act(supply.openPool, (tx, input) => openPool(tx, input)),
    act(supply.prolongPool, (tx, input) => prolongPool(tx, input)),
    act(supply.closePoolNow, (tx, input) => closePoolNow(tx, input)),
    read(supply.listPurchaseOrders, (db, input) => listPurchaseOrders(db, input)),
    read(supply.getPurchaseOrder, async (db, { purchaseOrderId }, { slug }) => {
      const order = await getPurchaseOrder(db, purchaseOrderId);
      const events = await listMilestones(db, order.poolId);
      return { ...order, events, supplierLink: linkOf(secret, db, order, slug) };
    }),
    act(supply.answerPurchaseOrder, async (tx, input) => {
      // Refuses orders to other suppliers.
      await getPurchaseOrder(tx, input.purchaseOrderId);
      return answerPurchaseOrder(tx, input);
    }),
    read(supply.previewReceipt, (db, input) => previewReceipt(db, input)),
    act(supply.receiveGoods, (tx, input) => receiveGoods(tx, input)),
    ...supplierDoors(secret),
  ];
}

/** Behind a signed link: no account, and nothing about any shopper or shop. */
function supplierDoors(secret: string): Door[] {
  const { supply } = contract;
  return [
    read(supply.getSupplierOrder, async (db, { token }) => {
      const link = readSupplierLink(secret, token, db.allianceId, db.now);
      const order = await describePurchaseOrder(db, link.purchaseOrderId);
      return {
        ...order,
        allianceName: (await describeAlliance(db)).name,
        progress: await getPoolProgress(db, order.poolId),
        events: await listMilestones(db, order.poolId),
        expiresAt: link.expiresAt,
      };
    }),
    act(supply.answerSupplierOrder, (tx, { token, ...answer }) => {
      const { purchaseOrderId } = readSupplierLink(secret, token, tx.allianceId, tx.now);
      return answerPurchaseOrder(tx, { ...answer, purchaseOrderId });
    }),
  ];
}

/** Only who may send it to the supplier sees it: operators. The address carries the alliance that the token is for. */
function linkOf(secret: string, db: Reader, order: PurchaseOrder, slug: string): string | null {
  if (!db.actor?.roles.has('operator')) return null;
  const { purchaseOrderId, cutOffAt } = order;
  const expiresAt = addSeconds(cutOffAt, linkSeconds);
  const token = signSupplierLink(secret, { allianceId: db.allianceId, purchaseOrderId, expiresAt });
  return `/console/supplier/${token}?alliance=${slug}`;
}
