import type { OrderRequest } from '../src/domains/ordering/index.ts';
import { ensureMember } from '../src/domains/membership/index.ts';
import { foundBench, listItem, type Founded } from './found.ts';
import type { openScratch } from './intake-world.ts';
import type { Receipt, ReplayDay } from './replay-file.ts';

const shopNames = ['东街店', '西街店', '南门店', '北门店', '河坊店'];
/** As many as a cart takes; longer invoices become several orders. */
const linesMax = 50;
/** As many pieces as a line may ask for. */
const piecesMax = 10_000;
const itemsPerTransaction = 200;

/** What one shopper orders at one moment, ready for the intake. */
export interface ReadyOrder {
  readonly at: Date;
  readonly request: Omit<OrderRequest, 'inputHash'>;
}

export interface ReplayShops extends Founded {
  readonly orders: readonly ReadyOrder[];
  /** Lines cut to the largest quantity that a line may have. */
  readonly cutLines: number;
}

/**
 * Five shops with exactly the goods that this day's shoppers will ask them for, so that every order is accepted and
 * every shelf is fully promised at the end. A customer goes to the same shop all day.
 */
export async function openShops(
  scratch: Awaited<ReturnType<typeof openScratch>>,
  day: ReplayDay,
): Promise<ReplayShops> {
  const founded = await scratch.system.transact({ allianceId: '', actor: null }, (tx) =>
    foundBench(tx, shopNames),
  );
  const { allianceId, owner, shops } = founded;
  const scope = { allianceId, actor: owner };
  const shopOf = ({ customer, invoice }: Receipt) =>
    Number((customer ?? invoice).replaceAll(/\D/g, '')) % shops.length;
  const { demand, prices, cutLines } = demandOf(day, shopOf);
  const keys = new Map<string, string>();
  const items = [...demand];
  for (let from = 0; from < items.length; from += itemsPerTransaction) {
    await scratch.app.transact(scope, async (tx) => {
      for (const [code, wanted] of items.slice(from, from + itemsPerTransaction)) {
        const shelves = [...wanted].map(([at, quantity]) => ({ at, shop: shops[at]!, quantity }));
        const item = { name: day.names.get(code)!, priceFen: prices.get(code)! };
        const found = await listItem(tx, item, shelves);
        for (const [position, { at }] of shelves.entries()) keys.set(`${at} ${code}`, found[position]!);
      }
    });
  }
  const members = await scratch.app.transact(scope, async (tx) => {
    const ids = new Map<string, string>();
    for (const { customer, invoice } of day.receipts) {
      const who = customer ?? invoice;
      const phone = `139${String(ids.size).padStart(8, '0')}`;
      if (!ids.has(who)) ids.set(who, await ensureMember(tx, { phone, name: null }));
    }
    return ids;
  });
  const orders = day.receipts.flatMap((receipt): ReadyOrder[] => {
    const at = shopOf(receipt);
    const lines = receipt.lines.map(({ code, pieces }) => ({
      ...{
        goodsKey: keys.get(`${at} ${code}`)!,
        quantity: Math.min(pieces, piecesMax),
        priceFen: prices.get(code)!,
      },
    }));
    return chunks(lines).map((part, position) => ({
      at: receipt.at,
      request: {
        memberId: members.get(receipt.customer ?? receipt.invoice)!,
        idempotencyKey: `invoice-${receipt.invoice}-${position}`,
        lines: part,
        fulfil: { kind: 'pickup', pickupShopId: shops[at]!.shopId },
      },
    }));
  });
  return { ...founded, orders, cutLines };
}

/** Pieces by item and shop, and what an item costs: the highest price that anybody paid for it on this day. */
function demandOf(day: ReplayDay, shopOf: (receipt: Receipt) => number) {
  const demand = new Map<string, Map<number, number>>();
  const prices = new Map<string, bigint>();
  let cutLines = 0;
  for (const receipt of day.receipts) {
    const at = shopOf(receipt);
    for (const { code, pieces, priceFen } of receipt.lines) {
      const wanted = demand.get(code) ?? new Map<number, number>();
      wanted.set(at, (wanted.get(at) ?? 0) + Math.min(pieces, piecesMax));
      demand.set(code, wanted);
      const known = prices.get(code) ?? 0n;
      prices.set(code, priceFen > known ? priceFen : known);
      if (pieces > piecesMax) cutLines += 1;
    }
  }
  return { demand, prices, cutLines };
}

function chunks<T>(lines: readonly T[]): T[][] {
  const count = Math.ceil(lines.length / linesMax);
  return Array.from({ length: count }, (_, at) => lines.slice(at * linesMax, (at + 1) * linesMax));
}
