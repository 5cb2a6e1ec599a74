import { MapPin } from 'lucide-react';
import { useFormat } from '../../kit/format/use-format.ts';
import { buttonClass } from '../../kit/parts/button.tsx';
import { Card } from '../../kit/parts/card.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { QrCode } from '../../kit/parts/qr-code.tsx';
import { useNow } from '../../kit/use-now.ts';
import { useOrderText } from '../texts/order.ts';
import type { Order, Parcel } from './answers.ts';
import { minutesLeft } from './eta.ts';

/** A parcel under way: when it comes, the code to fetch it with, where. */
export function ParcelCard({ parcel, order }: { parcel: Parcel; order: Order }) {
  const T = useOrderText();
  const shopOrder = order.shopOrders.find(({ shopOrderId }) => shopOrderId === parcel.shopOrderId);
  const place =
    parcel.fulfilKind === 'pickup'
      ? [parcel.pickupPointName, parcel.pickupAddress].filter(Boolean).join(' · ')
      : shopOrder?.addressText;
  return (
    <Card as="section" pad="none">
      <div className="flex items-center gap-[14px] px-4 py-[14px]">
        <div className="flex-1 min-w-0">
          <h2 className="text-[max(17px,var(--lb-t-lg))]">
            <ParcelTitle parcel={parcel} />
          </h2>
          <ParcelNote parcel={parcel} order={order} />
          {parcel.pickupCode !== null && (
            <>
              <p className="mt-2 text-sm text-ink-3">{T.sayCode}</p>
              <p className="mt-1 font-num font-semibold text-4xl leading-none tracking-[8px]">
                {parcel.pickupCode}
              </p>
            </>
          )}
        </div>
        {parcel.pickupCode !== null && (
          <QrCode value={parcel.pickupCode} label={T.codeLabel(parcel.pickupCode)} size={100} />
        )}
      </div>
      <div
        className="flex items-center gap-2 px-4 py-[10px] text-sm"
        style={{ borderTop: '1px dashed var(--lb-line)' }}
      >
        <Icon as={MapPin} size={18} className="text-leaf-600" />
        <span className="flex-1">{place}</span>
        {shopOrder?.pickupShopId && (
          <Go
            to={`/shops/${shopOrder.pickupShopId}`}
            aria-label={T.pickupShopOf(parcel.pickupPointName ?? '')}
            className={buttonClass({ kind: 'soft', size: 's' })}
          >
            {T.pickupShop}
          </Go>
        )}
      </div>
    </Card>
  );
}

function ParcelTitle({ parcel }: { parcel: Parcel }) {
  const T = useOrderText();
  const { moment } = useFormat();
  const { state, fulfilKind, etaAt } = parcel;
  const isTimed = minutesLeft(parcel, useNow()) !== null;
  if (state === 'on-the-way' && etaAt !== null && isTimed)
    return fulfilKind === 'pickup' ? T.arrivesPickup(moment(etaAt)) : T.arrivesHome(moment(etaAt));
  const words = {
    'waiting-pool': T.waitingPool,
    preparing: T.preparing,
    picked: T.picked,
    'on-the-way': T.onTheWay,
    'at-pickup': T.atPickup,
    done: fulfilKind === 'pickup' ? T.parcelDone : T.delivered,
    cancelled: T.cancelled,
  };
  return words[state];
}

function ParcelNote({ parcel, order }: { parcel: Parcel; order: Order }) {
  const T = useOrderText();
  const F = useFormat();
  const shopOrder = order.shopOrders.find(({ shopOrderId }) => shopOrderId === parcel.shopOrderId);
  const { slotStart = null, slotEnd = null } = shopOrder ?? {};
  const notes = [
    slotStart !== null &&
      slotEnd !== null &&
      parcel.state !== 'on-the-way' &&
      T.slot(F.day(slotStart), F.clock(slotStart), F.clock(slotEnd)),
    parcel.isOnBehalf && parcel.fulfillerName !== null
      ? T.onBehalf(parcel.sellerShopName, parcel.fulfillerName)
      : parcel.sellerShopName,
    parcel.state === 'on-the-way' && parcel.courierName !== null && T.courier(parcel.courierName),
  ].filter(Boolean);
  return <p className="mt-1 text-sm text-ink-3">{notes.join(' · ')}</p>;
}
