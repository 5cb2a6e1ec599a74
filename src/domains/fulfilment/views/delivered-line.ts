import { lineStateName, type LineBrief } from '../../ordering/index.ts';
import type { DeliveredLine } from '../rules/claimable.ts';

/** An order line as claims look at it. */
export function deliveredLine(line: LineBrief): DeliveredLine {
  return {
    state: line.state,
    stateName: lineStateName[line.state],
    doneAt: line.doneAt,
    quantity: line.servedQuantity,
    keptFen: line.amountFen - line.refundedFen,
  };
}
