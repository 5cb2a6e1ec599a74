import { sql } from 'kysely';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { supply } from '../../../../contract/supply.ts';
import { decodeCursor, encodeCursor, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { isOperator } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { describeItems } from '../../catalog/index.ts';
import { findPerson } from '../../membership/index.ts';
import { listLocations } from '../../stock/index.ts';
import type { PurchaseOrderRow } from '../tables.ts';

export type PurchaseOrder = Output<typeof supply.answerSupplierOrder>;
type Query = Input<typeof supply.listPurchaseOrders>;

interface Row extends PurchaseOrderRow {
  readonly supplierName: string;
  readonly supplierPhone: string;
  readonly packSize: number;
  readonly baseCostFen: bigint;
  readonly remainderPolicy: PurchaseOrder['remainderPolicy'];
  readonly cutOffAt: Date;
}

interface Filter {
  readonly ids: readonly string[] | null;
  /** Null: of every supplier. */
  readonly supplierIds: readonly string[] | null;
  readonly state: string | null;
  readonly before: string | null;
  readonly limit: number;
}

async function findRows(db: Reader, { ids, supplierIds, state, before, limit }: Filter): Promise<Row[]> {
  const { rows } = await sql<Row>`/* supply.list-purchase-orders */
    select o.purchase_order_id as "purchaseOrderId", o.number, o.pool_id as "poolId", o.supplier_id as "supplierId",
      s.name as "supplierName", s.phone as "supplierPhone", o.variant_id as "variantId", o.state,
      o.pre_quantity as "preQuantity", o.final_quantity as "finalQuantity",
      o.confirmed_quantity as "confirmedQuantity", o.received_quantity as "receivedQuantity",
      o.surplus_quantity as "surplusQuantity", o.unit_cost_fen as "unitCostFen",
      o.deliver_to_location_id as "deliverToLocationId", o.pre_ordered_at as "preOrderedAt", o.final_at as "finalAt",
      o.confirmed_at as "confirmedAt", o.received_at as "receivedAt", o.note, p.pack_size as "packSize",
      p.base_cost_fen as "baseCostFen", p.remainder_policy as "remainderPolicy", p.cut_off_at as "cutOffAt"
    from purchase_order o
    join pool p on p.alliance_id = o.alliance_id and p.pool_id = o.pool_id
    join supplier s on s.alliance_id = o.alliance_id and s.supplier_id = o.supplier_id
    where o.alliance_id = ${db.allianceId}
      and (${ids}::uuid[] is null or o.purchase_order_id = any(${ids}::uuid[]))
      and (${supplierIds}::uuid[] is null or o.supplier_id = any(${supplierIds}::uuid[]))
      and (${state}::text is null or o.state = ${state}::text)
      and (${before}::uuid is null or o.purchase_order_id < ${before}::uuid)
    order by o.purchase_order_id desc limit ${limit}`.execute(db);
  return rows;
}

async function describe(db: Reader, rows: readonly Row[]): Promise<PurchaseOrder[]> {
  if (rows.length === 0) return [];
  const items = await describeItems(db, [...new Set(rows.map((row) => row.variantId))]);
  const places = new Map((await listLocations(db)).map((place) => [place.locationId, place.name]));
  return rows.map(({ variantId, deliverToLocationId, ...row }) => {
    const item = items.get(variantId);
    if (!item) throw new Error(`Purchase order ${row.purchaseOrderId} lost its item`);
    return {
      ...row,
      item,
      amountFen: BigInt(billedQuantity(row)) * row.unitCostFen,
      deliverTo: places.get(deliverToLocationId) ?? '',
    };
  });
}

/** The best known quantity: received, else promised, else ordered, else the pre-order. */
function billedQuantity(row: Omit<Row, 'variantId' | 'deliverToLocationId'>): number {
  return row.receivedQuantity ?? row.confirmedQuantity ?? row.finalQuantity ?? row.preQuantity;
}

/** Newest first. People of a supplier see the orders to it, operators all. */
export async function listPurchaseOrders(
  db: Reader,
  query: Query,
): Promise<Output<typeof supply.listPurchaseOrders>> {
  const [before] = query.cursor ? decodeCursor(query.cursor, [uuidPart]) : [null];
  const found = await findRows(db, {
    ids: null,
    supplierIds: await visibleSuppliers(db),
    state: query.state ?? null,
    before: before ?? null,
    limit: query.limit + 1,
  });
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: await describe(db, page),
    nextCursor: found.length > page.length && last ? encodeCursor([last.purchaseOrderId]) : null,
  };
}

/** As the person asking may see it. */
export async function getPurchaseOrder(db: Reader, purchaseOrderId: string): Promise<PurchaseOrder> {
  const supplierIds = await visibleSuppliers(db);
  const rows = await findRows(db, {
    ids: [purchaseOrderId],
    supplierIds,
    state: null,
    before: null,
    limit: 1,
  });
  const [order] = await describe(db, rows);
  if (!order) throw new Refusal('not-found', {}, 'purchaseOrderId');
  return order;
}

/** Whoever asks: for acts, signed links and other domains. */
export async function describePurchaseOrder(db: Reader, purchaseOrderId: string): Promise<PurchaseOrder> {
  const order = (await describePurchaseOrders(db, [purchaseOrderId])).get(purchaseOrderId);
  if (!order) throw new Refusal('not-found', {}, 'purchaseOrderId');
  return order;
}

/** Unknown ids are absent from the map. */
async function describePurchaseOrders(
  db: Reader,
  purchaseOrderIds: readonly string[],
): Promise<Map<string, PurchaseOrder>> {
  const filter = { ids: purchaseOrderIds, supplierIds: null, state: null, before: null };
  const rows = await findRows(db, { ...filter, limit: purchaseOrderIds.length });
  return new Map((await describe(db, rows)).map((order) => [order.purchaseOrderId, order]));
}

async function visibleSuppliers(db: Reader): Promise<string[] | null> {
  if (isOperator(db.actor)) return null;
  const person = db.actor && (await findPerson(db, db.actor.memberId));
  return (person?.grants ?? []).flatMap((grant) => grant.supplierId ?? []);
}
