import { buttonClass } from '../../kit/parts/button.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { EmptyState, Skeleton } from '../../kit/parts/states.tsx';
import { useRead } from '../../kit/use-api.ts';
import { useHomeText } from '../texts/home.ts';
import { GoodsCard } from './goods-card.tsx';
import { SectionHead } from './section-head.tsx';
import { Shown } from './shown.tsx';
import { useLivePools } from './use-live-pools.ts';
import { useNear } from './use-place.ts';

const shownPools = 8;

/** Pools that can be joined now, moving as neighbours join. */
export function PoolList() {
  const T = useHomeText();
  const near = useNear();
  const pools = useRead(
    'ordering',
    'listGoods',
    { only: 'pools', limit: shownPools, ...near },
    { keepsPrevious: true },
  );
  const progressOf = useLivePools();
  return (
    <section className="pt-[18px]">
      <SectionHead title={T.pools} note={T.poolsNote} to="/search?only=pools" more={T.all} />
      <div className="px-4">
        <Shown of={pools} skeleton={<CardSkeletons />}>
          {({ rows }) =>
            rows.length === 0 ? (
              <EmptyState text={T.noPools}>
                <Go to="/search?only=stock" className={buttonClass({ kind: 'soft', size: 's' })}>
                  {T.seeStock}
                </Go>
              </EmptyState>
            ) : (
              <ul className="grid gap-[10px]">
                {rows.map((goods) => (
                  <GoodsCard key={goods.goodsKey} goods={goods} progress={progressOf(goods)} />
                ))}
              </ul>
            )
          }
        </Shown>
      </div>
    </section>
  );
}

export function CardSkeletons() {
  return (
    <div className="grid gap-[10px]">
      <Skeleton h={138} r={16} />
      <Skeleton h={138} r={16} />
      <Skeleton h={138} r={16} />
    </div>
  );
}
