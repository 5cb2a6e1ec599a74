import { Button } from '../../kit/parts/button.tsx';
import { EmptyState, ErrorState, Loading } from '../../kit/parts/states.tsx';
import { type In, usePages } from '../../kit/use-api.ts';
import { useSearchText } from '../texts/search.ts';
import { GoodsCard } from './goods-card.tsx';
import { CardSkeletons } from './pool-list.tsx';
import { useLivePools } from './use-live-pools.ts';
import { useNear } from './use-place.ts';

export type GoodsFilter = Pick<In<'ordering', 'listGoods'>, 'q' | 'categoryCode' | 'shopId' | 'only'>;

const pageRows = 20;

/** Goods page by page: nearest sellers first, pools moving. */
export function GoodsPages({ filter, emptyText }: { filter: GoodsFilter; emptyText: string }) {
  const T = useSearchText();
  const near = useNear();
  const pages = usePages('ordering', 'listGoods', { ...filter, ...near, limit: pageRows });
  const progressOf = useLivePools();
  if (pages.isError) return <ErrorState onRetry={pages.retry} isBusy={pages.isFetching} />;
  if (pages.rows === undefined)
    return (
      <Loading>
        <CardSkeletons />
      </Loading>
    );
  if (pages.rows.length === 0) return <EmptyState picture="magnifier" text={emptyText} />;
  return (
    <>
      <ul className="grid gap-[10px]">
        {pages.rows.map((goods) => (
          <GoodsCard key={goods.goodsKey} goods={goods} progress={progressOf(goods)} />
        ))}
      </ul>
      {pages.hasMore && (
        <div className="grid pt-3">
          <Button kind="line" onClick={pages.more} isBusy={pages.isMoreComing}>
            {T.more}
          </Button>
        </div>
      )}
    </>
  );
}
