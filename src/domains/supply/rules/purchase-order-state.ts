import { refuseUnless } from '../../../kernel/refusal.ts';

export type PurchaseOrderState =
  | 'pre-ordered'
  | 'final'
  | 'confirmed'
  | 'declined'
  | 'received'
  | 'cancelled';

/** As the refusal sentence says it: 采购单现在是… */
const stateText: Readonly<Record<PurchaseOrderState, string>> = {
  'pre-ordered': '预采购',
  final: '待确认',
  confirmed: '已确认',
  declined: '供应商已拒单',
  received: '已收货',
  cancelled: '已取消',
};

function refuseState(order: { state: PurchaseOrderState }, allowed: readonly PurchaseOrderState[]): void {
  refuseUnless(allowed.includes(order.state), 'po-state', { state: stateText[order.state] });
}

/** Goods come in for a final order, whether or not the supplier has confirmed it, and at most what was ordered. */
export function checkReceivable(
  order: { readonly state: PurchaseOrderState; readonly finalQuantity: number | null },
  quantity: number,
): { ordered: number } {
  refuseState(order, ['final', 'confirmed']);
  const ordered = order.finalQuantity ?? 0;
  refuseUnless(quantity <= ordered, 'quantity-over-order', { ordered }, 'quantity');
  return { ordered };
}

export interface Answer {
  readonly answer: 'confirm' | 'short' | 'decline';
  readonly quantity?: number | undefined;
}

/**
 * A pre-order can be declined; it is confirmed once its quantity is final.
 *
 * @returns the pieces the supplier promises
 */
export function judgeAnswer(
  order: { readonly state: PurchaseOrderState; readonly finalQuantity: number | null },
  { answer, quantity }: Answer,
): number {
  refuseState(order, answer === 'decline' ? ['pre-ordered', 'final'] : ['final']);
  const ordered = order.finalQuantity ?? 0;
  if (answer === 'decline') return 0;
  if (answer === 'confirm') return ordered;
  refuseUnless(quantity !== undefined && quantity > 0, 'quantity-needed', {}, 'quantity');
  refuseUnless(quantity <= ordered, 'quantity-over-order', { ordered }, 'quantity');
  return quantity;
}
