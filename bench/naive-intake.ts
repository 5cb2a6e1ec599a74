import pg from 'pg';
import type { OrderReceipt, OrderRequest } from '../src/domains/ordering/index.ts';
import { newId } from '../src/engines/ids.ts';

/** As many as the doors of the assembled server share. */
const connections = 12;
const holdMs = 15 * 60_000;

type Request = Omit<OrderRequest, 'inputHash'>;
type Client = pg.PoolClient;

interface Line {
  readonly shopId: string;
  readonly variantId: string;
  readonly locationId: string;
  readonly quantity: number;
  readonly name: string;
  readonly spec: string;
  readonly priceFen: bigint;
}

export interface NaiveIntake {
  placeOrder(allianceId: string, request: Request): Promise<OrderReceipt>;
  close(): Promise<void>;
}

/**
 * What a careful developer writes with an object mapper: a transaction per order, a statement per row, the counter
 * locked before it is checked, every row and fact that our intake writes. It never oversells either. What we compare
 * ourselves with.
 */
export function openNaiveIntake(url: string): NaiveIntake {
  const options = '-c role=lianbo_app -c timezone=UTC';
  const pool = new pg.Pool({ connectionString: url, max: connections, options });
  return {
    async placeOrder(allianceId, request) {
      const client = await pool.connect();
      try {
        await client.query('begin');
        await client.query(`select set_config('app.alliance_id', $1, true)`, [allianceId]);
        const receipt = await place(client, allianceId, request);
        await client.query('commit');
        return receipt;
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}

async function place(client: Client, allianceId: string, request: Request): Promise<OrderReceipt> {
  const { memberId, idempotencyKey } = request;
  const { rows: earlier } = await client.query(
    `select order_group_id, number, total_fen, pay_by from order_group
     where alliance_id = $1 and member_id = $2 and idempotency_key = $3`,
    [allianceId, memberId, idempotencyKey],
  );
  if (earlier[0]) return receiptOf(earlier[0]);
  const rules = await client.query(
    `select version, rules from rule_book_version where alliance_id = $1 and effective_from <= now()
     order by version desc limit 1`,
    [allianceId],
  );
  if (request.fulfil.kind !== 'pickup') throw new Error('The comparison picks up');
  const { pickupShopId } = request.fulfil;
  const point = await client.query(
    'select is_pickup_point from shop where alliance_id = $1 and shop_id = $2',
    [allianceId, pickupShopId],
  );
  if (!point.rows[0]?.is_pickup_point) throw new Error('Not a pickup point');
  const lines: Line[] = [];
  for (const line of request.lines) lines.push(await readLine(client, allianceId, line));
  lines.sort((a, b) => (a.variantId < b.variantId ? -1 : 1));
  for (const line of lines) await lockAndCheck(client, allianceId, memberId, line);
  return write(client, allianceId, { request, pickupShopId, version: rules.rows[0].version, lines });
}

async function readLine(
  client: Client,
  allianceId: string,
  { goodsKey, quantity, priceFen }: Request['lines'][number],
): Promise<Line> {
  const [, shopId, variantId] = goodsKey.split(':') as [string, string, string];
  const { rows } = await client.query(
    `select l.price_fen, p.name, v.spec, o.location_id from listing l
     join variant v on v.alliance_id = l.alliance_id and v.variant_id = l.variant_id
     join product p on p.alliance_id = v.alliance_id and p.product_id = v.product_id
     join location o on o.alliance_id = l.alliance_id and o.shop_id = l.shop_id
     where l.alliance_id = $1 and l.shop_id = $2 and l.variant_id = $3 and l.status = 'on' and v.status = 'active'
       and not p.is_regulated`,
    [allianceId, shopId, variantId],
  );
  const [row] = rows;
  if (!row || BigInt(row.price_fen) > priceFen) throw new Error('Not for sale at this price');
  const { name, spec, location_id: locationId } = row;
  return { shopId, variantId, locationId, quantity, name, spec, priceFen: BigInt(row.price_fen) };
}

async function lockAndCheck(client: Client, allianceId: string, memberId: string, line: Line): Promise<void> {
  const { rows } = await client.query(
    `select on_hand - held - allocated as free from stock_counter
     where alliance_id = $1 and location_id = $2 and variant_id = $3 for update`,
    [allianceId, line.locationId, line.variantId],
  );
  if (!rows[0] || rows[0].free < line.quantity) throw new Error('Sold out');
  await client.query(
    `select sum(quantity) as taken from order_line where alliance_id = $1 and member_id = $2 and variant_id = $3
       and seller_shop_id = $4 and placed_at >= date_trunc('day', now())
       and state not in ('released', 'cancelled', 'refunded')`,
    [allianceId, memberId, line.variantId, line.shopId],
  );
}

interface Draft {
  readonly request: Request;
  readonly pickupShopId: string;
  readonly version: number;
  readonly lines: readonly Line[];
}

async function write(
  client: Client,
  allianceId: string,
  { request, pickupShopId, version, lines }: Draft,
): Promise<OrderReceipt> {
  const { memberId, idempotencyKey } = request;
  const [orderGroupId, shopOrderId] = [newId(), newId()];
  const totalFen = lines.reduce((sum, { priceFen, quantity }) => sum + priceFen * BigInt(quantity), 0n);
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const payBy = new Date(Date.now() + holdMs);
  const group = await client.query(
    `insert into order_group (alliance_id, order_group_id, number, member_id, idempotency_key, input_hash, state,
       total_fen, delivery_fee_fen, piece_count, rule_version, placed_at, pay_by)
     values ($1, $2, 'LB0000-' || nextval('order_number'), $3, $4, $5, 'awaiting-payment', $6, 0, $7, $8, now(), $9)
     returning order_group_id, number, total_fen, pay_by`,
    [allianceId, orderGroupId, memberId, idempotencyKey, idempotencyKey, totalFen, pieces, version, payBy],
  );
  await client.query(
    `insert into shop_order (alliance_id, shop_order_id, order_group_id, number, seller_shop_id, fulfil_kind,
       pickup_shop_id, delivery_fee_fen, goods_fen, placed_at)
     values ($1, $2, $3, $4, $5, 'pickup', $6, 0, $7, now())`,
    [
      allianceId,
      shopOrderId,
      orderGroupId,
      `${group.rows[0].number}-1`,
      lines[0]!.shopId,
      pickupShopId,
      totalFen,
    ],
  );
  const told: object[] = [];
  for (const line of lines) {
    const orderLineId = newId();
    await writeLine(client, { allianceId, orderGroupId, shopOrderId, orderLineId, memberId, payBy, line });
    const { variantId, quantity, shopId: sellerShopId } = line;
    const amountFen = String(line.priceFen * BigInt(quantity));
    const nowhere = { poolId: null, roomShopId: null, sessionId: null, sharerMemberId: null };
    const unitPriceFen = String(line.priceFen);
    told.push({ orderLineId, variantId, sellerShopId, ...nowhere, quantity, unitPriceFen, amountFen });
  }
  const fact = { orderGroupId, memberId, at: new Date(), totalFen: String(totalFen), deliveryFeeFen: '0' };
  await client.query(
    `insert into outbox_sequence (alliance_id, aggregate, aggregate_id, last_seq) values ($1, 'order', $2, 1)`,
    [allianceId, orderGroupId],
  );
  await client.query(
    `insert into outbox (alliance_id, fact_id, aggregate, aggregate_id, seq, kind, payload, announced_at)
     values ($1, $2, 'order', $3, 1, 'order-placed', $4, now())`,
    [allianceId, newId(), orderGroupId, JSON.stringify({ ...fact, late: false, lines: told })],
  );
  return receiptOf(group.rows[0]);
}

interface LineRow {
  readonly allianceId: string;
  readonly orderGroupId: string;
  readonly shopOrderId: string;
  readonly orderLineId: string;
  readonly memberId: string;
  readonly payBy: Date;
  readonly line: Line;
}

async function writeLine(client: Client, row: LineRow): Promise<void> {
  const { allianceId, orderGroupId, shopOrderId, orderLineId, memberId, payBy, line } = row;
  const { locationId, variantId, shopId, name, spec, quantity, priceFen } = line;
  await client.query(
    `insert into order_line (alliance_id, order_line_id, order_group_id, shop_order_id, member_id, variant_id,
       location_id, seller_shop_id, title, spec, quantity, served_quantity, unit_price_fen, amount_fen,
       commission_rule, commission_bps, state, placed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::int, $11::int, $12::bigint, $12::bigint * $11::int, 'base', 0, 'held', now())`,
    [
      ...[allianceId, orderLineId, orderGroupId, shopOrderId, memberId, variantId, locationId, shopId],
      ...[name, spec, quantity, priceFen],
    ],
  );
  await client.query(
    `insert into stock_hold (alliance_id, order_line_id, location_id, variant_id, member_id, quantity, state, expires_at)
     values ($1, $2, $3, $4, $5, $6, 'held', $7)`,
    [allianceId, orderLineId, locationId, variantId, memberId, quantity, payBy],
  );
  await client.query(
    `update stock_counter set held = held + $4 where alliance_id = $1 and location_id = $2 and variant_id = $3`,
    [allianceId, locationId, variantId, quantity],
  );
  await client.query(
    `insert into stock_movement (alliance_id, movement_id, location_id, variant_id, kind, on_hand_change, held_change,
       allocated_change, reason, source, at)
     values ($1, $2, $3, $4, 'held', 0, $5, 0, '', $6, now())`,
    [allianceId, newId(), locationId, variantId, quantity, `order-line:${orderLineId}`],
  );
}

function receiptOf(row: { order_group_id: string; number: string; total_fen: string; pay_by: Date }) {
  const { order_group_id: orderGroupId, number, pay_by: payBy } = row;
  return { orderGroupId, number, totalFen: BigInt(row.total_fen), payBy };
}
