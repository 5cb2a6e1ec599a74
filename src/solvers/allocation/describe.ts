import { Ledger } from './ledger.ts';
import { orderParts, type OrderParts, sumOf } from './order-parts.ts';
import type { Placement } from './plan-search.ts';
import { planFen } from './price-plans.ts';
import { handsCell, tablesOf, type Tables } from './tables.ts';
import type {
  AllocationPlan,
  AllocationProblem,
  CostParts,
  InfeasibleReason,
  ServedLine,
  WhyNot,
} from './types.ts';

/** A placement for people: what each line costs in parts, the next best plan and why it lost, and who could not. */
export function describePlacement(problem: AllocationProblem, placement: Placement): AllocationPlan {
  const t = tablesOf(problem);
  const described = new Description(problem, t, new Ledger(t, placement));
  const served: ServedLine[] = [];
  const unserved: AllocationPlan['unserved'][number][] = [];
  for (const [o, { lines }] of problem.orders.entries()) {
    const first = t.firstLine[o]!;
    const parts = orderParts(problem, o, placement.subarray(first, first + lines.length));
    for (const [i, { lineId }] of lines.entries()) {
      if (placement[first + i]! < 0) unserved.push({ lineId, reason: described.whyUnserved(first + i) });
      else served.push(described.serve(o, first + i, parts));
    }
  }
  return { served, unserved };
}

class Description {
  private readonly problem: AllocationProblem;
  private readonly t: Tables;
  private readonly ledger: Ledger;

  constructor(problem: AllocationProblem, t: Tables, ledger: Ledger) {
    this.problem = problem;
    this.t = t;
    this.ledger = ledger;
  }

  serve(order: number, line: number, parts: OrderParts): ServedLine {
    const { t, problem, ledger } = this;
    const first = t.firstLine[order]!;
    const at = ledger.at[line]!;
    const placeOf = ledger.at.slice(first, t.firstLine[order + 1]!);
    const infeasible: ServedLine['infeasible'][number][] = [];
    let [nextBest, nextFen] = [-1, Infinity];
    for (const [p, { placeId }] of problem.places.entries()) {
      if (p === at) continue;
      const reason = this.blockedBy(line, p);
      if (reason) infeasible.push({ placeId, reason });
      if (reason) continue;
      placeOf[line - first] = p;
      const fen = planFen(t, order, placeOf);
      if (fen < nextFen) [nextBest, nextFen] = [p, fen];
    }
    const cost = parts.byLine[line - first]!;
    placeOf[line - first] = nextBest;
    return {
      lineId: problem.orders[order]!.lines[line - first]!.lineId,
      placeId: problem.places[at]!.placeId,
      cost,
      runnerUp:
        nextBest < 0
          ? null
          : runnerUpOf(problem.places[nextBest]!.placeId, orderParts(problem, order, placeOf), parts, cost),
      infeasible,
    };
  }

  /** Why a line cannot be served from there besides all that is; null when it can. */
  private blockedBy(line: number, p: number): InfeasibleReason | null {
    const { t, problem } = this;
    const entry = problem.orders[t.orderOf[line]!]!.lines[line - t.firstLine[t.orderOf[line]!]!]!;
    const place = problem.places[p]!;
    if (entry.fixedAt != null && entry.fixedAt !== place.placeId) return 'fixed-elsewhere';
    if (t.reserved[line] !== p) {
      if (!entry.mayMove) return 'goods-elsewhere';
      if (entry.needsCold && !place.hasColdStore) return 'no-cold-store';
      if (this.ledger.room(line, p) < entry.quantity) return 'not-enough-stock';
    }
    const hands = handsCell(t, line, p);
    return hands >= 0 && this.ledger.leftOf(hands) < entry.quantity ? 'no-hands-left' : null;
  }

  /** Of all places' reasons the one that came nearest to serving it. */
  whyUnserved(line: number): InfeasibleReason {
    const reasons = new Set(this.problem.places.map((_, p) => this.blockedBy(line, p)));
    const nearest = ['no-hands-left', 'no-cold-store', 'not-enough-stock', 'fixed-elsewhere'] as const;
    const isCold = this.isColdElsewhere(line);
    return (
      nearest.find((reason) => reasons.has(reason) && (reason !== 'no-cold-store' || isCold)) ??
      (reasons.has('goods-elsewhere') ? 'goods-elsewhere' : 'not-enough-stock')
    );
  }

  /** Goods that need cold and lie only where there is none: say so rather than "no stock". */
  private isColdElsewhere(line: number): boolean {
    const { problem, ledger, t } = this;
    return problem.places.some(
      ({ hasColdStore }, p) => !hasColdStore && ledger.room(line, p) >= t.quantity[line]!,
    );
  }
}

function runnerUpOf(
  placeId: string,
  parts: OrderParts,
  chosen: OrderParts,
  cost: CostParts,
): ServedLine['runnerUp'] {
  const moreFen = Math.round(sumOf(parts) - sumOf(chosen));
  return { placeId, costFen: cost.costFen + moreFen, whyNot: whyNot(chosen, parts) };
}

/** The part of the order's cost in which the runner-up is worse by most. */
function whyNot(chosen: OrderParts, other: OrderParts): WhyNot {
  const gaps = [
    ['distance', other.distanceFen - chosen.distanceFen],
    ['parcel', other.parcelFen - chosen.parcelFen],
    ['transfer', other.transferFen - chosen.transferFen],
    ['on-behalf-fee', other.onBehalfFeeFen - chosen.onBehalfFeeFen],
  ] as const;
  const [part, gap] = [...gaps].sort((a, b) => b[1] - a[1])[0]!;
  const isSplit = other.places > chosen.places && part !== 'on-behalf-fee';
  return gap > 0 && !isSplit ? part : 'split';
}
