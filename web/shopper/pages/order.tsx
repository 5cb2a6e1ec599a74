import { TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { useParam } from '../../kit/router.tsx';
import { Skeleton } from '../../kit/parts/states.tsx';
import { useSetting } from '../../kit/settings.ts';
import type { Order, Parcel } from '../parts/answers.ts';
import { GuestState } from '../parts/guest-state.tsx';
import { HelpLink } from '../parts/help-link.tsx';
import { OfflineStrip } from '../parts/offline-strip.tsx';
import { OrderMoney } from '../parts/order-money.tsx';
import { OrderSteps } from '../parts/order-steps.tsx';
import { ParcelCard } from '../parts/parcel-card.tsx';
import { ParcelMap } from '../parts/parcel-map.tsx';
import { ShopOrderCard } from '../parts/shop-order-card.tsx';
import { Shown } from '../parts/shown.tsx';
import { UnpaidCard } from '../parts/unpaid-card.tsx';
import { useMe } from '../parts/use-me.ts';
import { useOrder } from '../parts/use-order.ts';
import { useOrderText } from '../texts/order.ts';
import { useOrdersText } from '../texts/orders.ts';

/** One order: where it is, the code to fetch it, what happened, who sells and fulfils, the money. */
export function OrderPage() {
  const T = useOrderText();
  const O = useOrdersText();
  const orderGroupId = useParam('orderGroupId');
  const { isGuest } = useMe();
  const isElder = useSetting('size') === 'elder';
  const { order, parcels } = useOrder(orderGroupId);
  return (
    <PhoneFrame>
      <TopBar title={T.title} back="/orders" />
      <OfflineStrip />
      {isGuest ? (
        <main>
          <GuestState text={O.guest} back={`/orders/${orderGroupId}`} />
        </main>
      ) : (
        <Shown
          of={order}
          skeleton={
            <main className="grid gap-[10px] p-3">
              <Skeleton h={180} r={14} />
              <Skeleton h={220} r={14} />
            </main>
          }
        >
          {(data) => <OrderBody order={data} parcels={parcels} isElder={isElder} />}
        </Shown>
      )}
    </PhoneFrame>
  );
}

/** Parcels with nothing left to show are told by the timeline alone. */
function isShown(parcel: Parcel): boolean {
  return parcel.state !== 'cancelled' && parcel.state !== 'done';
}

function OrderBody({
  order,
  parcels,
  isElder,
}: {
  order: Order;
  parcels: readonly Parcel[];
  isElder: boolean;
}) {
  const moving = parcels.find((parcel) => parcel.path.length > 1 && parcel.state === 'on-the-way');
  const hasMap = moving !== undefined && !isElder;
  return (
    <main className="grid grid-cols-[minmax(0,1fr)] content-start gap-[10px] pb-6">
      {hasMap && <ParcelMap parcel={moving} />}
      <div className={`relative z-1 grid gap-[10px] px-3 ${hasMap ? '-mt-[44px]' : ''}`}>
        {order.state === 'awaiting-payment' && <UnpaidCard order={order} />}
        {order.state !== 'awaiting-payment' &&
          parcels
            .filter(isShown)
            .map((parcel) => <ParcelCard key={parcel.shopOrderId} parcel={parcel} order={order} />)}
        <OrderSteps order={order} parcels={parcels} />
        {order.shopOrders.map((shopOrder) => (
          <ShopOrderCard key={shopOrder.shopOrderId} shopOrder={shopOrder} order={order} />
        ))}
        <OrderMoney order={order} />
        {isElder && <HelpLink />}
      </div>
    </main>
  );
}
