import { sql } from 'kysely';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { stock } from '../../../../contract/stock.ts';
import { decodeCursor, encodeCursor, instantPart, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { describeItems, searchWords } from '../../catalog/index.ts';
import { readableLocation } from './readable-location.ts';

type StockPage = Output<typeof stock.listStock>;
type MovementPage = Output<typeof stock.listMovements>;

interface LevelRow {
  readonly variantId: string;
  readonly itemCode: string;
  readonly onHand: number;
  readonly held: number;
  readonly allocated: number;
  readonly earliestExpiry: string | null;
}

const codePart = /^[\w-]{1,40}$/;

/** Counters of a place by item code, with the earliest expiry among what is left. */
export async function listStock(db: Reader, input: Input<typeof stock.listStock>): Promise<StockPage> {
  await readableLocation(db, input.locationId);
  const [after] = input.cursor ? decodeCursor(input.cursor, [codePart]) : [''];
  const { patterns } = searchWords(input.q);
  const { rows } = await sql<LevelRow>`/* stock.list-stock */
    select c.variant_id as "variantId", v.item_code as "itemCode", c.on_hand as "onHand", c.held, c.allocated,
      (select to_char(min(l.expires_on), 'YYYY-MM-DD') from stock_lot l where l.alliance_id = c.alliance_id
        and l.location_id = c.location_id and l.variant_id = c.variant_id and l.left_quantity > 0) as "earliestExpiry"
    from stock_counter c
    join variant v on v.alliance_id = c.alliance_id and v.variant_id = c.variant_id
    where c.alliance_id = ${db.allianceId} and c.location_id = ${input.locationId} and v.search_text like all(${patterns}::text[])
      and v.item_code > ${after!}
    order by v.item_code limit ${input.limit + 1}`.execute(db);
  const shown = rows.slice(0, input.limit);
  const items = await describeItems(
    db,
    shown.map((row) => row.variantId),
  );
  return {
    rows: shown.map(({ variantId, onHand, held, allocated, earliestExpiry }) => ({
      item: items.get(variantId)!,
      onHand,
      held,
      allocated,
      available: onHand - held - allocated,
      earliestExpiry,
    })),
    nextCursor: rows.length > input.limit ? encodeCursor([shown.at(-1)!.itemCode]) : null,
  };
}

/** The log of a place, newest first. */
export async function listMovements(
  db: Reader,
  input: Input<typeof stock.listMovements>,
): Promise<MovementPage> {
  await readableLocation(db, input.locationId);
  const [at, id] = input.cursor ? decodeCursor(input.cursor, [instantPart, uuidPart]) : [null, null];
  const { rows } = await sql<MovementPage['rows'][number]>`/* stock.list-movements */
    select m.movement_id as "movementId", m.at, m.variant_id as "variantId", p.name as "itemName", m.kind,
      m.on_hand_change as "onHandChange", m.held_change as "heldChange", m.allocated_change as "allocatedChange",
      m.reason, m.source
    from stock_movement m
    join variant v on v.alliance_id = m.alliance_id and v.variant_id = m.variant_id
    join product p on p.alliance_id = v.alliance_id and p.product_id = v.product_id
    where m.alliance_id = ${db.allianceId} and m.location_id = ${input.locationId}
      and (${input.variantId ?? null}::uuid is null or m.variant_id = ${input.variantId ?? null}::uuid)
      and (${at}::timestamptz is null or (m.at, m.movement_id) < (${at}::timestamptz, ${id}::uuid))
    order by m.at desc, m.movement_id desc limit ${input.limit + 1}`.execute(db);
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return { rows: shown, nextCursor: last ? encodeCursor([last.at.toISOString(), last.movementId]) : null };
}
