import { legToHubFen, wayFenOf } from './ways.ts';
import type { AllocationProblem, CostParts } from './types.ts';

/** What serving an order costs, in parts that are not rounded, and its lines' shares, which are. */
export interface OrderParts {
  readonly distanceFen: number;
  readonly parcelFen: number;
  readonly transferFen: number;
  readonly handlingFen: number;
  readonly onBehalfFeeFen: number;
  /** How many places pack for it. */
  readonly places: number;
  /** By line of the order; null for lines that nobody serves. */
  readonly byLine: readonly (CostParts | null)[];
}

export function sumOf(parts: OrderParts): number {
  return parts.distanceFen + parts.parcelFen + parts.transferFen + parts.handlingFen + parts.onBehalfFeeFen;
}

/** A parcel or leg that several lines share. */
interface Shared {
  distanceFen: number;
  parcelFen: number;
  transferFen: number;
  feeFen: number;
  lines: number[];
}

/** @param placeOf place by line of the order, −1 for nobody */
export function orderParts(
  problem: AllocationProblem,
  order: number,
  placeOf: ArrayLike<number>,
): OrderParts {
  const { places, costs } = problem;
  const { lines, sellerPlaceId } = problem.orders[order]!;
  const packed = new Map<number, number[]>();
  for (let l = 0; l < lines.length; l += 1)
    if (placeOf[l]! >= 0) packed.set(placeOf[l]!, [...(packed.get(placeOf[l]!) ?? []), l]);
  const isOnBehalf = (p: number) => !places[p]!.isShared && places[p]!.placeId !== sellerPlaceId;
  const shared = [...ways(problem, order, packed)];
  for (const [p, own] of packed)
    if (isOnBehalf(p)) shared.push({ ...none, feeFen: costs.onBehalfPerOrderFen, lines: own });
  const byLine = lines.map(({ quantity }, l): CostParts | null => {
    if (placeOf[l]! < 0) return null;
    const mine = shared.filter((one) => one.lines.includes(l));
    const share = (part: 'distanceFen' | 'parcelFen' | 'transferFen' | 'feeFen') =>
      Math.round(mine.reduce((sum, one) => sum + one[part] / one.lines.length, 0));
    const [distanceFen, parcelFen, transferFen] = [
      share('distanceFen'),
      share('parcelFen'),
      share('transferFen'),
    ];
    const handlingFen = quantity * costs.handlingPerPieceFen;
    const perPiece = isOnBehalf(placeOf[l]!) ? quantity * costs.onBehalfPerPieceFen : 0;
    const onBehalfFeeFen = share('feeFen') + perPiece;
    const costFen = distanceFen + parcelFen + transferFen + handlingFen + onBehalfFeeFen;
    return { costFen, distanceFen, parcelFen, transferFen, handlingFen, onBehalfFeeFen };
  });
  const sum = (part: 'distanceFen' | 'parcelFen' | 'transferFen') =>
    shared.reduce((total, one) => total + one[part], 0);
  return {
    ...{ distanceFen: sum('distanceFen'), parcelFen: sum('parcelFen'), transferFen: sum('transferFen') },
    handlingFen: byLine.reduce((total, one) => total + (one?.handlingFen ?? 0), 0),
    onBehalfFeeFen: lines.reduce(
      (total, { quantity }, l) =>
        total + (placeOf[l]! >= 0 && isOnBehalf(placeOf[l]!) ? quantity * costs.onBehalfPerPieceFen : 0),
      shared.reduce((total, { feeFen }) => total + feeFen, 0),
    ),
    places: packed.size,
    byLine,
  };
}

const none = { distanceFen: 0, parcelFen: 0, transferFen: 0, feeFen: 0 };

/** Parcels and legs of an order: straight from each place, or what is nearer by the hub meets there, if that is cheaper. */
function ways(problem: AllocationProblem, order: number, packed: ReadonlyMap<number, number[]>): Shared[] {
  const straight = [...packed].map(([p, lines]) => ({ ...none, ...wayFenOf(problem, order, p), lines }));
  const hub = problem.places.findIndex(({ placeId }) => placeId === problem.costs.transfer?.hubPlaceId);
  if (hub < 0 || problem.orders[order]!.mayTransfer !== true) return straight;
  const meeting: number[] = [];
  const byHub = straight.flatMap((way, at): Shared[] => {
    const [p, lines] = [...packed][at]!;
    const transferFen = legToHubFen(problem, p);
    if (transferFen >= way.distanceFen + way.parcelFen && p !== hub) return [way];
    meeting.push(...lines);
    return p === hub ? [] : [{ ...none, transferFen, lines }];
  });
  if (meeting.length > 0) byHub.push({ ...none, ...wayFenOf(problem, order, hub), lines: meeting });
  return fenOf(byHub) < fenOf(straight) ? byHub : straight;
}

function fenOf(shared: readonly Shared[]): number {
  return shared.reduce((sum, one) => sum + one.distanceFen + one.parcelFen + one.transferFen, 0);
}
