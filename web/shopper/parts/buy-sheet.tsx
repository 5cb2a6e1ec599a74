import { useState } from 'react';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { Sheet } from '../../kit/parts/modal.tsx';
import { Price } from '../../kit/parts/money.tsx';
import { SellerLine } from '../../kit/parts/seller-line.tsx';
import { Stepper } from '../../kit/parts/stepper.tsx';
import { FulfilForm } from '../forms/fulfil-form.tsx';
import { useCheckoutText } from '../texts/checkout.ts';
import { amountFen, type BasketLine } from './basket.ts';
import { CouponRow } from './coupon-row.tsx';
import { MoneySentence } from './money-sentence.tsx';
import { PayButton } from './pay-button.tsx';
import { PoolNotice } from './pool-notice.tsx';
import { Problems } from './problems.tsx';
import { SumRows } from './sum-rows.tsx';
import { useBestCoupon } from './use-coupon.ts';
import { useFulfil } from './use-fulfil.ts';
import { usePlaceOrder } from './use-place-order.ts';

export interface BuySheetProps {
  /** What is bought; the sheet keeps the quantity. Undefined closes it. */
  line: BasketLine | undefined;
  onClose: () => void;
  isNow?: boolean;
  /** Where the result page leads back to. */
  backTo?: string;
}

/** Order one thing without leaving the page: over a live room the video goes on behind it. */
export function BuySheet({ line, onClose, ...rest }: BuySheetProps) {
  const [shown, setShown] = useState(line);
  if (line !== undefined && line !== shown) setShown(line);
  if (shown === undefined) return null;
  return <Opened key={shown.goodsKey} line={shown} isOpen={line !== undefined} onClose={onClose} {...rest} />;
}

function Opened({
  line,
  isOpen,
  onClose,
  isNow = false,
  backTo,
}: Omit<BuySheetProps, 'line'> & { line: BasketLine; isOpen: boolean }) {
  const T = useCheckoutText();
  const [quantity, setQuantity] = useState(1);
  const [isAgreed, setAgreed] = useState(false);
  const state = useFulfil();
  const order = usePlaceOrder();
  const chosen = { ...line, quantity };
  const [isCouponUsed, setCouponUsed] = useState(true);
  const choice = useBestCoupon([chosen]);
  const used = isCouponUsed && choice?.shortFen === 0n ? choice : undefined;
  const total = amountFen(chosen) - (used?.discountFen ?? 0n) + BigInt(state.feeFen);
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title={T.buySheet}
      foot={
        <>
          <div className="flex-1">
            <Price fen={total} size={28} />
          </div>
          <PayButton
            lines={[chosen]}
            state={state}
            order={order}
            isAgreed={isAgreed}
            isNow={isNow}
            {...(used && { couponId: used.coupon.couponId })}
            {...(backTo !== undefined && { backTo })}
          />
        </>
      }
    >
      <div className="grid gap-4">
        <Head line={line} quantity={quantity} onQuantity={setQuantity} />
        <FulfilForm state={state} lines={[chosen]} />
        {line.progress === null && (
          <MoneySentence item={line.item} priceFen={line.priceFen} quantity={quantity} progress={null} />
        )}
        <PoolNotice lines={[chosen]} isAgreed={isAgreed} onAgree={setAgreed} />
        <CouponRow choice={choice} isUsed={isCouponUsed} onUse={setCouponUsed} />
        {(state.kind === 'delivery' || used) && (
          <SumRows goodsFen={amountFen(chosen)} feeFen={state.feeFen} discountFen={used?.discountFen ?? 0n} />
        )}
        <Problems texts={order.problems} />
      </div>
    </Sheet>
  );
}

function Head({
  line,
  quantity,
  onQuantity,
}: {
  line: BasketLine;
  quantity: number;
  onQuantity: (quantity: number) => void;
}) {
  const T = useCheckoutText();
  const { item } = line;
  return (
    <div className="flex gap-3">
      <GoodsPicture pictureKey={item.pictureKey} ground={item.ground} photoUrl={item.pictureUrl} size={80} />
      <div className="grid flex-1 min-w-0 content-between">
        <div>
          <h3 className="text-lg">
            {item.name} {item.spec}
          </h3>
          <SellerLine seller={line.sellerShopName} />
        </div>
        <div className="flex items-center justify-between gap-2">
          <Price
            fen={line.priceFen}
            wasFen={line.usualPriceFen}
            unit={item.unitLabel}
            isWeighed={item.soldBy === 'gram'}
          />
          <Stepper
            value={quantity}
            onChange={onQuantity}
            max={Math.max(1, line.max)}
            label={T.quantityOf(item.name)}
          />
        </div>
      </div>
    </div>
  );
}
