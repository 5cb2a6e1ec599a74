import type { WireOutput } from '../../../../contract/endpoint.ts';
import type { ordering } from '../../../../contract/ordering.ts';
import { useFormat } from '../../../kit/format/use-format.ts';
import { GoodsPicture } from '../../../kit/parts/goods-picture.tsx';
import { Drawer } from '../../../kit/parts/modal.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { SellerLine } from '../../../kit/parts/seller-line.tsx';
import { ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { Timeline } from '../../../kit/parts/timeline.tsx';
import type { Ground } from '../../../kit/goods-pictures.ts';
import { Facts } from '../../parts/facts.tsx';
import { GroupTag, LineTag } from '../../parts/order-tags.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { useOrderText } from '../../texts/orders.ts';
import './order-drawer.css';

type Order = WireOutput<typeof ordering.getOrder>;
type ShopOrder = Order['shopOrders'][number];
type Line = ShopOrder['lines'][number];

/** An order as its seller sees it: who, what, from whom, how it goes, and the money. Closed while there is none. */
export function OrderDrawer({
  orderGroupId,
  onClose,
}: {
  orderGroupId: string | undefined;
  onClose: () => void;
}) {
  const T = useOrderText();
  const read = useRead(
    'ordering',
    'getOrder',
    { orderGroupId: orderGroupId ?? '' },
    { enabled: orderGroupId !== undefined },
  );
  return (
    <Drawer
      isOpen={orderGroupId !== undefined}
      onClose={onClose}
      title={read.data ? T.orderNumber(read.data.number) : T.order}
    >
      {read.data === undefined && read.isError && (
        <ErrorState onRetry={() => void read.refetch()} isBusy={read.isFetching} />
      )}
      {read.data === undefined && !read.isError && (
        <Loading>
          <Skeleton h={90} />
          <Skeleton h={220} />
        </Loading>
      )}
      {read.data && <OrderBody order={read.data} />}
    </Drawer>
  );
}

function OrderBody({ order }: { order: Order }) {
  const T = useOrderText();
  const F = useFormat();
  return (
    <div className="order">
      <section className="order-who">
        <p>
          <b>{order.buyerName}</b> <span className="quiet lb-num code">{order.buyerPhone}</span>{' '}
          <GroupTag state={order.state} />
        </p>
        <Facts
          of={[
            [T.placedAt, F.moment(order.placedAt)],
            [T.paidAt, order.paidAt && F.moment(order.paidAt)],
            [T.payBy, order.state === 'awaiting-payment' ? F.moment(order.payBy) : null],
            [T.total, <Money key="total" fen={order.totalFen} />],
            [T.refunded, order.refundedFen === '0' ? null : <Money key="back" fen={order.refundedFen} />],
          ]}
        />
      </section>
      {order.shopOrders.map((shopOrder) => (
        <ShopOrderPart key={shopOrder.shopOrderId} shopOrder={shopOrder} />
      ))}
      {order.refunds.length > 0 && (
        <section>
          <h3>{T.refunds}</h3>
          <ul className="order-refunds">
            {order.refunds.map((refund) => (
              <li key={refund.refundId}>
                <span>
                  {refund.reason}
                  <small className="quiet"> {F.moment(refund.at)}</small>
                </span>
                <Money fen={refund.amountFen} />
                <Tag tone={refund.state === 'failed' ? 'bad' : refund.state === 'succeeded' ? 'ok' : 'honey'}>
                  {T.refundState[refund.state]}
                </Tag>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{T.happened}</h3>
        <Timeline
          steps={order.timeline
            .toSorted((a, b) => b.at.localeCompare(a.at))
            .map((event) => ({
              key: `${event.at}${event.kind}`,
              title: event.text,
              at: event.at,
              state: 'done' as const,
            }))}
        />
      </section>
    </div>
  );
}

function ShopOrderPart({ shopOrder }: { shopOrder: ShopOrder }) {
  const T = useOrderText();
  const F = useFormat();
  const slot =
    shopOrder.slotStart && shopOrder.slotEnd
      ? T.slot(F.moment(shopOrder.slotStart), F.clock(shopOrder.slotEnd))
      : null;
  return (
    <section className="order-shop">
      <h3>{shopOrder.sellerShopName}</h3>
      <ul>
        {shopOrder.lines.map((line) => (
          <OrderLine key={line.orderLineId} line={line} seller={shopOrder.sellerShopName} />
        ))}
      </ul>
      <Facts
        of={[
          [T.fulfil, T.kind(shopOrder.fulfilKind === 'delivery')],
          [T.pickupPoint, shopOrder.fulfilKind === 'pickup' ? shopOrder.pickupPointName : null],
          [T.address, shopOrder.addressText],
          [T.slotWord, slot],
          [T.goodsSum, <Money key="goods" fen={shopOrder.goodsFen} />],
          [
            T.deliveryFee,
            shopOrder.deliveryFeeFen === '0' ? null : <Money key="fee" fen={shopOrder.deliveryFeeFen} />,
          ],
        ]}
      />
    </section>
  );
}

function OrderLine({ line, seller }: { line: Line; seller: string }) {
  const T = useOrderText();
  const F = useFormat();
  return (
    <li className="order-line">
      <GoodsPicture
        pictureKey={line.pictureKey}
        ground={line.ground as Ground}
        photoUrl={line.pictureUrl}
        size={48}
        radius={9}
      />
      <div>
        <p>
          <b>
            {line.title} {line.spec}
          </b>{' '}
          <LineTag state={line.state} />
        </p>
        <SellerLine seller={seller} {...(line.fulfillerName !== null && { fulfiller: line.fulfillerName })} />
        <p className="quiet small">
          {[
            line.roomShopName && T.room(line.roomShopName),
            line.sharerName && T.sharer(line.sharerName),
            line.actualGram !== null && line.nominalGram !== null
              ? T.weighed(F.weight(line.actualGram), F.weight(line.nominalGram * line.quantity))
              : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className="order-line-sum">
        <Money fen={line.amountFen} />
        <small className="quiet">{T.times(F.money(line.unitPriceFen), line.quantity)}</small>
        {line.discountFen !== '0' && (
          <small className="lb-tone-honey">{T.coupon(F.money(line.discountFen))}</small>
        )}
        {line.refundedFen !== '0' && (
          <small className="lb-tone-bad">{T.back(F.money(line.refundedFen))}</small>
        )}
      </div>
    </li>
  );
}
