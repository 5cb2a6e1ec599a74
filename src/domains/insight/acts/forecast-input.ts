import type { Reader } from '../../../engines/db/tx.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';
import type { ReplenishmentTask, ShelfPosition } from '../../../solvers/replenishment/types.ts';
import { shelfTerms, type ShelfTerms } from '../../catalog/index.ts';
import { shelfShowings } from '../../live/index.ts';
import { availableStock, listLocations, shelfDays } from '../../stock/index.ts';
import { reorderTerms, type ReorderTerms } from '../../supply/index.ts';
import { addDays } from '../rules/weeks.ts';
import { findDemand } from '../store/demand.ts';
import { buildPanel, type PanelSeries } from './forecast-panel.ts';

/** Days looked back at most: a year for the season, and some to learn it from. */
const historyDaysMax = 500;
/** Days looked ahead: the longest lead time of the product and a week more. */
export const horizonDays = 14;
/** Series at most (shops × items, and the hub's); beyond it those of the last shops are left out. */
const seriesMax = 10_000;
/** Equal data give equal forecasts. */
const seed = 20_261_201;
/** Without an offer nobody says when goods come: the next day. */
const leadDaysUnknown = 1;
/** From this shelf life on an order is for a week, below it for a day. */
const keepsDaysMin = 14;
const reviewDaysOfKeeping = 7;

/** A series and what its order is computed from, as it is kept with the forecast. */
export interface ForecastSeries extends PanelSeries, Omit<ShelfTerms, 'shopId'> {
  readonly position: ShelfPosition;
  readonly supplierName: string | null;
}

export interface ForecastInput {
  readonly asOf: string;
  readonly historyFrom: string;
  readonly series: readonly ForecastSeries[];
  readonly task: ReplenishmentTask;
}

/**
 * Gathers the demand of every item on every shelf, and of the alliance together for the hub, up to yesterday, with what
 * is known ahead. Null when nothing has been sold yet.
 */
export async function gatherForecastInput(db: Reader): Promise<ForecastInput | null> {
  const asOf = shanghaiDay(db.now);
  const toDay = addDays(asOf, -1);
  const lastDay = addDays(asOf, horizonDays - 1);
  const demand = await findDemand(db, { fromDay: addDays(asOf, -historyDaysMax), toDay, variantId: null });
  const sold = new Set(demand.filter((row) => row.shelfPieces > 0).map((row) => keyOf(row)));
  if (sold.size === 0) return null;
  const historyFrom = demand.reduce((first, { day }) => (day < first ? day : first), toDay);
  const locations = await listLocations(db);
  const placeOf = new Map(locations.flatMap((one) => (one.shopId ? [[one.shopId, one.locationId]] : [])));
  const terms = (await shelfTerms(db, seriesMax)).filter((row) => sold.has(keyOf(row)));
  const offers = await reorderTerms(db);
  const stock = await availableStock(db, { variantIds: [...new Set(terms.map((row) => row.variantId))] });
  const available = new Map(stock.map((row) => [`${row.locationId} ${row.variantId}`, row.available]));
  const shelves = terms.map((row): ForecastSeries => {
    const offer = offers.get(row.variantId);
    const pieces = available.get(`${placeOf.get(row.shopId)} ${row.variantId}`) ?? 0;
    return { ...row, supplierName: offer?.supplierName ?? null, position: positionOf(row, offer, pieces, 1) };
  });
  const hub = hubSeries(shelves, offers, stock);
  const series = [...shelves, ...hub].slice(0, seriesMax);
  const panel = buildPanel({
    ...{ series, demand, historyFrom, asOf, horizonDays, placeOf },
    shelfDays: await shelfDays(db),
    showings: await shelfShowings(db, historyFrom, lastDay),
  });
  const positions = series.map(({ position }) => position);
  const task = { panel, asOf: dayNumber(asOf), horizon: horizonDays, seed, positions };
  return { asOf, historyFrom, series, task };
}

/** "2026-12-01" as days since 1970-01-01. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

function keyOf({ shopId, variantId }: { shopId: string | null; variantId: string }): string {
  return `${shopId} ${variantId}`;
}

type Terms = Pick<ShelfTerms, 'priceFen' | 'shelfLifeDays' | 'wholesalePriceFen'>;

/** What spoils is ordered every day and lost when left over; what keeps once a week, and sold later. */
function positionOf(
  terms: Terms,
  offer: ReorderTerms | undefined,
  available: number,
  packSize: number,
): ShelfPosition {
  const { priceFen, shelfLifeDays } = terms;
  const keeps = shelfLifeDays === null || shelfLifeDays >= keepsDaysMin;
  return {
    ...{ available, priceFen, costFen: offer?.baseCostFen ?? terms.wholesalePriceFen },
    salvageFen: shelfLifeDays === null || shelfLifeDays > horizonDays ? null : 0n,
    ...{ shelfLifeDays, packSize, reviewDays: keeps ? reviewDaysOfKeeping : 1 },
    leadTimeDays: offer ? Math.ceil(offer.leadHours / 24) : leadDaysUnknown,
  };
}

/**
 * What the hub buys for all: the demand of all shops together over what lies in all of them and in the hub (echelon
 * stock, Clark & Scarf 1960), in packs of the supplier.
 */
function hubSeries(
  shelves: readonly ForecastSeries[],
  offers: ReadonlyMap<string, ReorderTerms>,
  stock: readonly { readonly variantId: string; readonly available: number }[],
): ForecastSeries[] {
  const everywhere = new Map<string, number>();
  for (const { variantId, available } of stock)
    everywhere.set(variantId, (everywhere.get(variantId) ?? 0) + available);
  return [...Map.groupBy(shelves, ({ variantId }) => variantId)].flatMap(([variantId, own]) => {
    const offer = offers.get(variantId);
    const [first] = own;
    if (!offer || !first) return [];
    const cheapest = own.reduce((low, { priceFen }) => (priceFen < low ? priceFen : low), first.priceFen);
    const terms = { ...first, priceFen: cheapest };
    const position = positionOf(terms, offer, everywhere.get(variantId) ?? 0, offer.packSize);
    return [{ ...terms, shopId: null, supplierName: offer.supplierName, position }];
  });
}
