import { UsersRound, Wallet } from 'lucide-react';
import { useState } from 'react';
import { StickyBar, TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { useQueryParam } from '../../kit/router.tsx';
import { buttonClass } from '../../kit/parts/button.tsx';
import { Card } from '../../kit/parts/card.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { Money, Price } from '../../kit/parts/money.tsx';
import { SellerLine } from '../../kit/parts/seller-line.tsx';
import { EmptyState, Skeleton } from '../../kit/parts/states.tsx';
import { Tag } from '../../kit/parts/tag.tsx';
import { FulfilForm } from '../forms/fulfil-form.tsx';
import { amountFen, type BasketLine, lineOfCart, totalFen } from '../parts/basket.ts';
import { CouponRow } from '../parts/coupon-row.tsx';
import { GuestState } from '../parts/guest-state.tsx';
import { PayButton } from '../parts/pay-button.tsx';
import { PoolNotice } from '../parts/pool-notice.tsx';
import { Problems } from '../parts/problems.tsx';
import { Shown } from '../parts/shown.tsx';
import { SumRows } from '../parts/sum-rows.tsx';
import { useCart } from '../parts/use-cart.ts';
import { useBestCoupon } from '../parts/use-coupon.ts';
import { useFulfil } from '../parts/use-fulfil.ts';
import { useMe } from '../parts/use-me.ts';
import { usePlaceOrder } from '../parts/use-place-order.ts';
import { useCartText } from '../texts/cart.ts';
import { useCheckoutText } from '../texts/checkout.ts';

/** The chosen lines of the cart: how they come, what must be read, what is paid. */
export function CheckoutPage() {
  const T = useCheckoutText();
  const C = useCartText();
  const { isGuest } = useMe();
  const ids = useQueryParam('lines')?.split(',');
  const cart = useCart();
  return (
    <PhoneFrame>
      <TopBar title={T.title} back="/cart" />
      {isGuest ? (
        <main>
          <GuestState text={C.guest} back="/cart" />
        </main>
      ) : (
        <Shown of={cart} skeleton={<CheckoutSkeleton />}>
          {({ lines }) => {
            const chosen = lines
              .filter((line) => line.problem === null && (ids?.includes(line.cartLineId) ?? true))
              .map(lineOfCart);
            return chosen.length === 0 ? <NothingChosen /> : <Checkout lines={chosen} />;
          }}
        </Shown>
      )}
    </PhoneFrame>
  );
}

function CheckoutSkeleton() {
  return (
    <main className="grid gap-[10px] p-3">
      <Skeleton h={120} r={14} />
      <Skeleton h={120} r={14} />
    </main>
  );
}

function NothingChosen() {
  const T = useCheckoutText();
  return (
    <main>
      <EmptyState text={T.empty}>
        <Go to="/cart" className={buttonClass({ kind: 'soft', size: 's' })}>
          {T.toCart}
        </Go>
      </EmptyState>
    </main>
  );
}

function Checkout({ lines }: { lines: readonly BasketLine[] }) {
  const T = useCheckoutText();
  const state = useFulfil();
  const order = usePlaceOrder();
  const [isAgreed, setAgreed] = useState(false);
  const goodsFen = totalFen(lines);
  const [isCouponUsed, setCouponUsed] = useState(true);
  const choice = useBestCoupon(lines);
  const used = isCouponUsed && choice?.shortFen === 0n ? choice : undefined;
  const discountFen = used?.discountFen ?? 0n;
  const sellers = [...new Set(lines.map((line) => line.sellerShopId))];
  return (
    <>
      <main className="grid grid-cols-[minmax(0,1fr)] content-start gap-[10px] px-3 pb-3">
        <Card as="section" className="px-[14px]">
          <FulfilForm state={state} lines={lines} />
        </Card>
        <Card as="section" pad="none">
          {sellers.map((shopId) => (
            <SellerGroup key={shopId} lines={lines.filter((line) => line.sellerShopId === shopId)} />
          ))}
        </Card>
        <PoolNotice lines={lines} isAgreed={isAgreed} onAgree={setAgreed} />
        <Card as="section" className="px-[14px] py-[9px]">
          <CouponRow choice={choice} isUsed={isCouponUsed} onUse={setCouponUsed} />
          <SumRows goodsFen={goodsFen} feeFen={state.feeFen} discountFen={discountFen} />
        </Card>
        <Card className="flex items-center gap-[10px] px-[14px]">
          <span className="grid place-items-center w-8 h-8 rounded-[9px] text-white bg-leaf-600">
            <Icon as={Wallet} size={18} />
          </span>
          <p className="text-sm text-ink-3">
            {sellers.length > 1 ? T.onePayment(sellers.length) : T.oneShopPayment}
          </p>
        </Card>
        <Problems texts={order.problems} />
      </main>
      <StickyBar>
        <div className="flex items-center gap-3">
          <div className="flex-1">
            <p className="text-xs text-ink-3">{T.total}</p>
            <Price fen={goodsFen - discountFen + BigInt(state.feeFen)} size={28} />
          </div>
          <PayButton
            lines={lines}
            state={state}
            order={order}
            isAgreed={isAgreed}
            {...(used && { couponId: used.coupon.couponId })}
          />
        </div>
      </StickyBar>
    </>
  );
}

/** What one shop sells of this order. */
function SellerGroup({ lines }: { lines: readonly BasketLine[] }) {
  const T = useCheckoutText();
  return (
    <div className="p-[14px] not-first:border-t border-line-2">
      <SellerLine seller={lines[0]?.sellerShopName ?? ''} />
      <ul className="grid gap-[10px] pt-[10px]">
        {lines.map((line) => (
          <li key={line.goodsKey} className="flex items-center gap-[10px]">
            <GoodsPicture
              pictureKey={line.item.pictureKey}
              ground={line.item.ground}
              photoUrl={line.item.pictureUrl}
              size={48}
            />
            <span className="flex-1 min-w-0 leading-tight">
              <span className="block">
                {line.item.name} {line.item.spec}
              </span>
              {line.progress && (
                <Tag tone="honey" icon={UsersRound}>
                  {T.pool}
                </Tag>
              )}
            </span>
            <span className="text-sm text-ink-3 whitespace-nowrap">{T.times(line.quantity)}</span>
            <Money fen={amountFen(line)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
