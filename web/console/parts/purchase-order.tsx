import type { WireOutput } from '../../../contract/endpoint.ts';
import type { supply } from '../../../contract/supply.ts';
import { Tag, type TagProps } from '../../kit/parts/tag.tsx';
import { usePurchaseText } from '../texts/purchase-orders.ts';

export type PurchaseOrder = WireOutput<typeof supply.listPurchaseOrders>['rows'][number];

const tones: Record<PurchaseOrder['state'], NonNullable<TagProps['tone']>> = {
  'pre-ordered': 'honey',
  final: 'hot',
  confirmed: 'info',
  received: 'ok',
  declined: 'bad',
  cancelled: 'plain',
};

export function PurchaseOrderTag({ state }: { state: PurchaseOrder['state'] }) {
  const T = usePurchaseText();
  return <Tag tone={tones[state]}>{T.state[state]}</Tag>;
}

/** The quantity that counts now: received, else confirmed, else final, else what was ordered ahead. */
export function quantityOf(order: PurchaseOrder): number {
  return order.receivedQuantity ?? order.confirmedQuantity ?? order.finalQuantity ?? order.preQuantity;
}
