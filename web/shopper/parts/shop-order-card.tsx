import { Card } from '../../kit/parts/card.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { useOrderText } from '../texts/order.ts';
import type { Order, ShopOrder } from './answers.ts';
import { OrderLineRow } from './order-line-row.tsx';

/** What one shop sells of the order. */
export function ShopOrderCard({ shopOrder, order }: { shopOrder: ShopOrder; order: Order }) {
  const T = useOrderText();
  return (
    <Card as="section">
      <div className="flex items-baseline justify-between gap-2">
        <h2 className="text-[max(15px,var(--lb-t-md))]">
          <Go to={`/shops/${shopOrder.sellerShopId}`}>{shopOrder.sellerShopName}</Go>
        </h2>
        <span className="text-sm text-ink-3">{T.shopNumber(shopOrder.number)}</span>
      </div>
      <ul>
        {shopOrder.lines.map((line) => (
          <li key={line.orderLineId} className="pt-3 not-first:mt-3 not-first:border-t border-line-2">
            <OrderLineRow line={line} order={order} seller={shopOrder.sellerShopName} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
