import { buttonClass } from '../../kit/parts/button.tsx';
import { Card } from '../../kit/parts/card.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { Price } from '../../kit/parts/money.tsx';
import { Skeleton } from '../../kit/parts/states.tsx';
import { useRead } from '../../kit/use-api.ts';
import { useGoodsText } from '../texts/goods.ts';
import { type PoolText, usePoolText } from '../texts/pool.ts';
import type { Goods, Progress } from './answers.ts';
import { goodsPath } from './goods-card.tsx';
import { poolStep } from './pool-state.ts';
import { Shown } from './shown.tsx';
import { priceNow, useLivePools } from './use-live-pools.ts';
import { useNear } from './use-place.ts';

/** More than these would be a choice to make. */
const shownGoods = 3;

export function ElderGoods() {
  const near = useNear();
  const pools = useRead(
    'ordering',
    'listGoods',
    { only: 'pools', limit: shownGoods, ...near },
    { keepsPrevious: true },
  );
  const progressOf = useLivePools();
  return (
    <Shown of={pools} skeleton={<Skeleton h={122} r={20} />}>
      {({ rows }) => (
        <ul className="grid gap-3">
          {rows.map((goods) => (
            <ElderCard key={goods.goodsKey} goods={goods} progress={progressOf(goods)} />
          ))}
        </ul>
      )}
    </Shown>
  );
}

function ElderCard({ goods, progress }: { goods: Goods; progress: Progress | null }) {
  const T = useGoodsText();
  const P = usePoolText();
  const { item } = goods;
  return (
    <Card as="li" className="flex gap-3">
      <GoodsPicture pictureKey={item.pictureKey} ground={item.ground} photoUrl={item.pictureUrl} size={98} />
      <div className="flex-1 min-w-0">
        <h2 className="text-[22px] leading-[1.3]">{item.name}</h2>
        <p className="text-[18px] text-ink-2">
          {[item.spec, progress && elderWords(progress, P)].filter(Boolean).join(' · ')}
        </p>
        <div className="flex flex-wrap items-center justify-between gap-1 mt-2">
          <Price fen={priceNow(goods, progress)} size={31} />
          <Go
            to={`${goodsPath(goods)}?buy=1`}
            aria-label={T.takeOf(item.name)}
            className={`${buttonClass({})} rounded-[16px] px-[20px] text-[22px]`}
          >
            {T.take}
          </Go>
        </div>
      </div>
    </Card>
  );
}

function elderWords(progress: Progress, T: PoolText): string {
  const step = poolStep(progress);
  if (step.kind === 'to-form') return T.elderToForm(step.gap);
  if (step.kind === 'to-next') return T.elderToNext(step.gap);
  return T.elderFormed;
}
