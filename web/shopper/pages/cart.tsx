import { ShoppingBasket } from 'lucide-react';
import { useState } from 'react';
import { StickyBar, TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { Button, buttonClass } from '../../kit/parts/button.tsx';
import { Checkbox } from '../../kit/parts/choices.tsx';
import { Go, useNavigation } from '../../kit/parts/go.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { Price } from '../../kit/parts/money.tsx';
import { Say } from '../../kit/parts/say.tsx';
import { EmptyState, Skeleton } from '../../kit/parts/states.tsx';
import { useSetting } from '../../kit/settings.ts';
import type { Cart, CartLine } from '../parts/answers.ts';
import { CartSeller } from '../parts/cart-seller.tsx';
import { GuestState } from '../parts/guest-state.tsx';
import { MainTabs } from '../parts/main-tabs.tsx';
import { Shown } from '../parts/shown.tsx';
import { useCart } from '../parts/use-cart.ts';
import { useMe } from '../parts/use-me.ts';
import { useCartText } from '../texts/cart.ts';
import './cart.css';

/** One cart over all shops, grouped as the order will be; lines with a problem say it and cannot be paid. */
export function CartPage() {
  const T = useCartText();
  const { isGuest } = useMe();
  const cart = useCart();
  const isElder = useSetting('size') === 'elder';
  const hasSum = (cart.data?.lines.length ?? 0) > 0;
  return (
    <PhoneFrame>
      <TopBar title={isElder ? T.elderTitle : T.title} />
      {isGuest ? (
        <main>
          <GuestState text={T.guest} back="/cart" />
        </main>
      ) : (
        <Shown of={cart} skeleton={<CartSkeleton />}>
          {(data) => (data.lines.length === 0 ? <EmptyCart /> : <FullCart cart={data} />)}
        </Shown>
      )}
      {!hasSum && <MainTabs />}
    </PhoneFrame>
  );
}

function CartSkeleton() {
  return (
    <main className="grid gap-[10px] p-3">
      <Skeleton h={38} />
      <Skeleton h={180} r={14} />
      <Skeleton h={180} r={14} />
    </main>
  );
}

function EmptyCart() {
  const T = useCartText();
  return (
    <main className="flex-1">
      <EmptyState text={T.empty}>
        <Go to="/" className={buttonClass({ kind: 'soft', size: 's' })}>
          {T.browse}
        </Go>
      </EmptyState>
    </main>
  );
}

function FullCart({ cart }: { cart: Cart }) {
  const T = useCartText();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const isOn = (line: CartLine) => line.problem === null && !left.has(line.cartLineId);
  function choose(lines: readonly CartLine[], on: boolean) {
    const ids = lines.map((line) => line.cartLineId);
    setLeft((before) => new Set(on ? [...before].filter((id) => !ids.includes(id)) : [...before, ...ids]));
  }
  const chosen = cart.lines.filter(isOn);
  const shops = new Set(chosen.map((line) => line.goods.sellerShopId)).size;
  const pieces = chosen.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <>
      <main className="grid grid-cols-[minmax(0,1fr)] content-start gap-[10px] px-3 pb-3">
        <p className="flex items-center gap-2 px-3 py-[9px] rounded-m text-sm bg-leaf-50 text-leaf-700">
          <Icon as={ShoppingBasket} size={17} />
          <span>
            <Say text={T.summary(shops, pieces)} />
          </span>
        </p>
        {cart.sellers.map((seller) => (
          <CartSeller
            key={seller.shopId}
            seller={seller}
            lines={cart.lines.filter(({ cartLineId }) => seller.lineIds.includes(cartLineId))}
            isOn={isOn}
            onChoose={choose}
          />
        ))}
      </main>
      <SumBar cart={cart} chosen={chosen} onAll={(on) => choose(cart.lines, on)} />
    </>
  );
}

function SumBar({
  cart,
  chosen,
  onAll,
}: {
  cart: Cart;
  chosen: readonly CartLine[];
  onAll: (on: boolean) => void;
}) {
  const T = useCartText();
  const { go } = useNavigation();
  const buyable = cart.lines.filter((line) => line.problem === null);
  const total = chosen.reduce((sum, line) => sum + BigInt(line.amountFen), 0n);
  return (
    <div className="cart-foot">
      <StickyBar>
        <div className="flex items-center gap-3">
          <Checkbox
            shape="round"
            isChecked={buyable.length > 0 && chosen.length === buyable.length}
            onChange={onAll}
            disabled={buyable.length === 0}
          >
            <span className="text-sm">{T.all}</span>
          </Checkbox>
          <p className="flex flex-1 flex-wrap items-baseline justify-end gap-x-1">
            <span className="text-sm">{T.total}</span> <Price fen={total} size={26} />
          </p>
          <Button
            isPill
            className="min-h-[46px] px-[26px] text-lg"
            reason={chosen.length === 0 && T.none}
            onClick={() => go(`/checkout?lines=${chosen.map((line) => line.cartLineId).join(',')}`)}
          >
            {T.pay}
          </Button>
        </div>
      </StickyBar>
      <MainTabs />
    </div>
  );
}
