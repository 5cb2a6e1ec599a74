import { ChevronRight } from 'lucide-react';
import { Go } from '../../kit/parts/go.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { useRead } from '../../kit/use-api.ts';
import { useHomeText } from '../texts/home.ts';
import type { OrderRow } from './answers.ts';

/** What waits at the pickup point, with its code: before everything else. */
export function ElderPickup() {
  const orders = useRead('ordering', 'listMyOrders', { tab: 'on-the-way', limit: 5 });
  return orders.data?.rows.map((order) => <Arrived key={order.orderGroupId} order={order} />);
}

function Arrived({ order }: { order: OrderRow }) {
  const detail = useRead('ordering', 'getMyOrder', { orderGroupId: order.orderGroupId });
  const waiting = detail.data?.shopOrders.filter(
    ({ pickupCode, lines }) => pickupCode !== null && lines.some(({ state }) => state === 'at-pickup'),
  );
  return waiting?.map((shopOrder) => (
    <Code
      key={shopOrder.shopOrderId}
      orderGroupId={order.orderGroupId}
      goods={shopOrder.lines[0]?.title ?? ''}
      shop={shopOrder.pickupPointName ?? ''}
      code={shopOrder.pickupCode ?? ''}
    />
  ));
}

function Code({
  orderGroupId,
  goods,
  shop,
  code,
}: {
  orderGroupId: string;
  goods: string;
  shop: string;
  code: string;
}) {
  const T = useHomeText();
  return (
    <Go to={`/orders/${orderGroupId}`} className="elder-code">
      <span className="flex-1 min-w-0">
        <span className="block">{T.arrived(goods, shop)}</span>
        <span className="block">
          {T.code} <b>{code}</b>
        </span>
      </span>
      <Icon as={ChevronRight} size={30} />
    </Go>
  );
}
