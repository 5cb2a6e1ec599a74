import { Countdown } from '../../kit/parts/countdown.tsx';
import { buttonClass } from '../../kit/parts/button.tsx';
import { Card } from '../../kit/parts/card.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { Price } from '../../kit/parts/money.tsx';
import { PoolBar } from '../../kit/parts/pool-bar.tsx';
import { Say } from '../../kit/parts/say.tsx';
import { SellerLine } from '../../kit/parts/seller-line.tsx';
import { useGoodsText } from '../texts/goods.ts';
import { usePoolText } from '../texts/pool.ts';
import type { Goods, Progress } from './answers.ts';
import { PutInCart } from './put-in-cart.tsx';
import { haveWords, isOpen, tierQuantities } from './pool-state.ts';
import { priceNow } from './use-live-pools.ts';
import './goods-card.css';

export function goodsPath({ goodsKey }: Pick<Goods, 'goodsKey'>): string {
  return `/goods/${encodeURIComponent(goodsKey)}`;
}

/** Goods as they stand in lists: through a pool with its bar, or from a shop's stock. */
export function GoodsCard({ goods, progress }: { goods: Goods; progress: Progress | null }) {
  const T = useGoodsText();
  const { item } = goods;
  const isGone = goods.available === 0;
  return (
    <Card as="li" className="flex gap-3 rounded-[16px]">
      <GoodsPicture
        pictureKey={item.pictureKey}
        ground={item.ground}
        photoUrl={item.pictureUrl}
        size={100}
        isSoldOut={isGone}
      />
      <div className="flex-1 min-w-0">
        <div className="flex justify-between items-baseline gap-2">
          <h3 className="lb-one-line text-lg">
            <Go to={goodsPath(goods)} className="lb-card-link">
              {item.name}
            </Go>
          </h3>
          <span className="text-sm text-ink-3 whitespace-nowrap">{item.spec}</span>
        </div>
        <SellerWords goods={goods} progress={progress} />
        {progress && <CardBar progress={progress} />}
        <div
          className={`flex items-center justify-between gap-2 min-h-[32px] ${progress ? 'mt-[7px]' : 'mt-[14px]'}`}
        >
          <Price
            fen={priceNow(goods, progress)}
            wasFen={goods.usualPriceFen}
            {...(!progress && { unit: item.unitLabel })}
            size={21}
          />
          {progress && isOpen(progress) && (
            <Go
              to={`${goodsPath(goods)}?buy=1`}
              aria-label={T.joinOf(item.name)}
              className={buttonClass({ size: 's', isPill: true })}
            >
              {T.join}
            </Go>
          )}
          {!progress && !isGone && <PutInCart goods={goods} />}
        </div>
        <CardWords goods={goods} progress={progress} />
      </div>
    </Card>
  );
}

function SellerWords({ goods, progress }: { goods: Goods; progress: Progress | null }) {
  const T = usePoolText();
  return (
    <div className="mt-[1px] overflow-hidden">
      <div className="dotted-row">
        <SellerLine seller={goods.sellerShopName} />
        {progress && (
          <span className="text-sm text-ink-3 whitespace-nowrap">
            <Countdown until={progress.cutOffAt} className="text-kaki-700" /> {T.cutOffAfter}
          </span>
        )}
      </div>
    </div>
  );
}

function CardBar({ progress }: { progress: Progress }) {
  return (
    <div className="mt-2">
      <PoolBar
        have={progress.paidQuantity}
        tiers={tierQuantities(progress)}
        isFailed={progress.state === 'failed'}
      />
    </div>
  );
}

function CardWords({ goods, progress }: { goods: Goods; progress: Progress | null }) {
  const T = useGoodsText();
  const P = usePoolText();
  const stock = goods.item.soldBy === 'gram' ? T.weighed : T.left(goods.available);
  return (
    <p className="mt-[3px] text-sm text-ink-2">
      {progress ? <Say text={haveWords(progress, P)} tone="hot" /> : stock}
    </p>
  );
}
