import type { Output } from '../../../../contract/endpoint.ts';
import type { insight } from '../../../../contract/insight.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { listCategories } from '../../catalog/index.ts';
import { countVisits } from '../../live/index.ts';
import { describeShops } from '../../membership/index.ts';
import { poolTally } from '../../supply/index.ts';
import { shareBps, slotsOf, spansOf, sumBySlot, type Range, type Span } from '../rules/ranges.ts';
import { countsOf, salesOf, shopCounts, type Counts, type Sales } from './figures.ts';

export type Overview = Output<typeof insight.getOverview>;

/** Figures, curve, shops and categories of a range; of one shop when an id is given. `viewersNow` is the stage's. */
export async function getOverview(
  db: Reader,
  input: { range: Range; shopId?: string | undefined },
  viewersNow: number,
): Promise<Overview> {
  const shopId = input.shopId ?? null;
  const { current, before } = spansOf(input.range, db.now);
  const tally = await poolTally(db, current.from);
  const counts = await countsOf(db, current, shopId);
  const sales = await salesOf(db, current, shopId);
  const countsBefore = await countsOf(db, before, shopId);
  // The range before is drawn whole; its figures end at the same time of day.
  const wholeBefore = await salesOf(db, { from: before.from, to: endOfRange(input.range, db.now) }, shopId);
  const visits = await countVisits(db, { ...current, shopId });
  return {
    now: db.now,
    range: input.range,
    figures: figuresFrom(counts, sales),
    before: figuresFrom(countsBefore, soldUntil(wholeBefore, before.to)),
    curve: curve(input.range, db.now, sales, wholeBefore),
    shops: await shops(db, current, shopId, sales),
    categories: await categories(db, sales),
    pools: { running: tally.running, formedBps: shareBps(tally.formed, tally.failed) },
    funnel: { visits, viewersNow, orders: counts.placed, paidOrders: counts.orders },
  };
}

/** End of the last slot of the range before. */
function endOfRange(range: Range, now: Date): Date {
  const slots = slotsOf(range, now);
  const stepMs = slots[1]!.at.getTime() - slots[0]!.at.getTime();
  return new Date(slots.at(-1)!.beforeAt.getTime() + stepMs);
}

function soldUntil({ hours }: Sales, until: Date): Pick<Sales, 'gmvFen' | 'refundedFen'> {
  const own = hours.filter(({ at }) => at < until);
  return {
    gmvFen: own.reduce((sum, hour) => sum + hour.gmvFen, 0n),
    refundedFen: own.reduce((sum, hour) => sum + hour.refundedFen, 0n),
  };
}

function figuresFrom(counts: Counts, sales: Pick<Sales, 'gmvFen' | 'refundedFen'>): Overview['figures'] {
  return {
    gmvFen: sales.gmvFen,
    orders: counts.orders,
    buyers: counts.buyers,
    newBuyers: counts.newBuyers,
    aovFen: counts.orders === 0 ? 0n : sales.gmvFen / BigInt(counts.orders),
    refundedFen: sales.refundedFen,
    savedFen: counts.savedFen,
    onTimeBps: shareBps(counts.onTime, counts.late),
  };
}

/** Slots that have not begun have no figure. */
function curve(range: Range, now: Date, sales: Sales, before: Sales): Overview['curve'] {
  const slots = slotsOf(range, now);
  const current = sumBySlot(
    slots.map(({ at }) => at),
    sales.hours,
  );
  const earlier = sumBySlot(
    slots.map(({ beforeAt }) => beforeAt),
    before.hours,
  );
  return slots.map(({ label, at }, slot) => ({
    label,
    gmvFen: at > now ? null : current[slot]!,
    beforeFen: earlier[slot]!,
  }));
}

async function shops(
  db: Reader,
  span: Span,
  shopId: string | null,
  sales: Sales,
): Promise<Overview['shops']> {
  const counts = new Map((await shopCounts(db, span)).map((row) => [row.shopId, row]));
  const known = await describeShops(db, shopId ? [shopId] : undefined);
  return [...known.values()]
    .map((shop) => {
      const count = counts.get(shop.shopId);
      return {
        shopId: shop.shopId,
        name: shop.name,
        kind: shop.kind,
        gmvFen: sales.shops.get(shop.shopId) ?? 0n,
        orders: count?.orders ?? 0,
        onTimeBps: shareBps(count?.onTime ?? 0, count?.late ?? 0),
      };
    })
    .sort((a, b) => (a.gmvFen === b.gmvFen ? 0 : a.gmvFen < b.gmvFen ? 1 : -1));
}

async function categories(db: Reader, sales: Sales): Promise<Overview['categories']> {
  const names = new Map((await listCategories(db)).map((category) => [category.code, category.name]));
  return sales.categories.map((sum) => ({ ...sum, name: names.get(sum.code) ?? sum.code }));
}
