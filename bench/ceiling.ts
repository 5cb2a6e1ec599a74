import type { Client } from 'pg';
import { newId } from '../src/engines/ids.ts';
import type { CpuClock } from './cpu.ts';
import { copyIn } from './copy-in.ts';

/** As many orders as our largest batch. */
const ordersPerBatch = 500;

/** The tables that an order from stock is written to, parents first. */
const tables = [
  'order_group',
  'shop_order',
  'order_line',
  'stock_hold',
  'stock_movement',
  'outbox_sequence',
  'outbox',
] as const;

/** The rows of 500 real orders, as text, column by column. */
interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly types: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface Ceiling {
  readonly ordersPerSecond: number;
  readonly postgresMicros: number | null;
}

/** Reads the rows of the last 500 orders, whatever wrote them. */
export async function readOrders(client: Client): Promise<TableRows[]> {
  await client.query(
    `create temporary table chosen as
     select order_group_id from order_group order by placed_at desc, order_group_id desc limit ${ordersPerBatch}`,
  );
  const lines = `select order_line_id from order_line where order_group_id in (select order_group_id from chosen)`;
  const groups = 'order_group_id in (select order_group_id from chosen)';
  const facts = `aggregate = 'order' and aggregate_id in (select order_group_id::text from chosen)`;
  const where: Record<(typeof tables)[number], string> = {
    order_group: groups,
    shop_order: groups,
    order_line: groups,
    stock_hold: `order_line_id in (${lines})`,
    stock_movement: `source in (select 'order-line:' || order_line_id from (${lines}) l)`,
    outbox_sequence: facts,
    outbox: facts,
  };
  const found: TableRows[] = [];
  for (const table of tables) found.push(await readTable(client, table, where[table]));
  await client.query('drop table chosen');
  return found;
}

async function readTable(client: Client, table: string, where: string): Promise<TableRows> {
  const { rows: columns } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  const select = columns.map(({ name }) => `${name}::text`).join(', ');
  const { rows } = await client.query({
    text: `select ${select} from ${table} where ${where}`,
    rowMode: 'array',
  });
  return {
    table,
    columns: columns.map(({ name }) => name),
    types: columns.map(({ type }) => type),
    rows: rows as (string | null)[][],
  };
}

/**
 * The same rows under new ids. Every id that one of these rows was given (its key) is replaced wherever it stands,
 * also inside of texts.
 */
function renewed(orders: readonly TableRows[]): TableRows[] {
  const own = new Map<string, string>();
  for (const { table, columns, rows } of orders) {
    if (table === 'outbox_sequence') continue;
    const at = table === 'stock_movement' ? columns.indexOf('movement_id') : 1;
    for (const row of rows) if (!own.has(row[at]!)) own.set(row[at]!, newId());
  }
  const renew = (text: string) =>
    text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => own.get(id) ?? id);
  return orders.map((part) => {
    const key = part.columns.indexOf('idempotency_key');
    return {
      ...part,
      rows: part.rows.map((row) =>
        row.map((text, at) => (at === key ? newId() : text === null ? null : renew(text))),
      ),
    };
  });
}

type Write = (client: Client, part: TableRows) => Promise<void>;

const byUnnest: Write = async (client, { table, columns, types, rows }) => {
  const values = columns.map((_, at) => rows.map((row) => row[at] ?? null));
  const arrays = types.map((type, at) => `$${at + 1}::${type}[]`).join(', ');
  await client.query(`insert into ${table} (${columns.join(', ')}) select * from unnest(${arrays})`, values);
};

const byCopy: Write = async (client, { table, columns, rows }) => {
  const data = rows.map((row) => `${row.map(copyText).join('\t')}\n`).join('');
  await copyIn(client, `copy ${table} (${columns.join(', ')}) from stdin`, data);
};

function copyText(text: string | null): string {
  if (text === null) return '\\N';
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n');
}

/**
 * What the server can write at most: the same rows into the same tables with their keys and indexes, a transaction per
 * 500 orders, nothing looked up, locked or decided.
 */
export async function measureCeiling(
  client: Client,
  orders: readonly TableRows[],
  how: 'unnest' | 'copy',
  { batches, cpu }: { readonly batches: number; readonly cpu: CpuClock },
): Promise<Ceiling> {
  const write = how === 'unnest' ? byUnnest : byCopy;
  const ready = Array.from({ length: batches }, () => renewed(orders));
  const [from, cpuFrom] = [performance.now(), cpu()];
  for (const batch of ready) {
    await client.query('begin');
    for (const part of batch) await write(client, part);
    await client.query('commit');
  }
  const seconds = (performance.now() - from) / 1_000;
  const [cpuTo, count] = [cpu(), batches * ordersPerBatch];
  return {
    ordersPerSecond: count / seconds,
    postgresMicros: cpuFrom === null || cpuTo === null ? null : (cpuTo - cpuFrom) / count,
  };
}
