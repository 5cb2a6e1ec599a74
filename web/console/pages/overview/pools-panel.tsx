import { Check } from 'lucide-react';
import { Countdown } from '../../../kit/parts/countdown.tsx';
import { Go } from '../../../kit/parts/go.tsx';
import { GoodsPicture, ShopIcon } from '../../../kit/parts/goods-picture.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { PoolBar } from '../../../kit/parts/pool-bar.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { type PoolRow, rungs } from '../../parts/ladder.ts';
import { Panel } from '../../parts/panel.tsx';
import { shopPicture } from '../../parts/shop-pictures.ts';
import { usePages } from '../../../kit/use-api.ts';
import { useLivePools } from '../../parts/use-live-pools.ts';
import { useOverviewText } from '../../texts/overview.ts';

const shownPools = 6;
const shownShops = 4;

/** The pools that close next, moving as people pay. */
export function PoolsPanel() {
  const T = useOverviewText();
  const list = usePages('supply', 'listPools', { tab: 'running', limit: shownPools });
  const rows = useLivePools(list.rows);
  const kinds = new Map(list.first?.shops.map(({ shopId, kind }) => [shopId, kind]));
  return (
    <Panel title={T.pools} note={T.byCutOff} end={<Go to="/pools">{T.board}</Go>}>
      {list.isError && <ErrorState onRetry={list.retry} isBusy={list.isFetching} />}
      {!list.isError && rows === undefined && (
        <Loading>
          {[0, 1, 2, 3].map((row) => (
            <div key={row} className="overview-pool">
              <Skeleton h={36} w={36} r={9} />
              <Skeleton h={14} w={160} />
            </div>
          ))}
        </Loading>
      )}
      {rows?.length === 0 && <EmptyState text={T.noPools} />}
      {rows !== undefined && rows.length > 0 && (
        <ul>
          {rows.map((row) => (
            <PoolLine key={row.poolId} row={row} kinds={kinds} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function PoolLine({ row, kinds }: { row: PoolRow; kinds: ReadonlyMap<string, string> }) {
  const T = useOverviewText();
  const { item, progress } = row;
  const shops = row.byShop.filter(({ paid }) => paid > 0).toSorted((a, b) => b.paid - a.paid);
  const steps = rungs(progress);
  const isFull = progress.nextGap === null;
  return (
    <li className="overview-pool">
      <GoodsPicture {...item} photoUrl={item.pictureUrl} size={36} radius={9} />
      <span className="overview-pool-name">
        <Go to={`/pools?pool=${row.poolId}`} className="lb-card-link">
          {item.name} {item.spec}
        </Go>
        <small>{T.shopsIn(shops.length)}</small>
      </span>
      <span className="overview-pool-shops">
        {shops.slice(0, shownShops).map(({ shopId }) => (
          <ShopIcon
            key={shopId}
            pictureKey={shopPicture(kinds.get(shopId) ?? '', shopId)}
            size={24}
            isRound
          />
        ))}
      </span>
      <span className="overview-pool-bar">
        <PoolBar have={progress.paidQuantity} tiers={steps} size={5} />
        <small>
          <span>
            <b className="lb-num">{progress.paidQuantity}</b> / {steps.at(-1)}
          </span>
          {progress.nextRetailFen !== null && <Money fen={progress.nextRetailFen} />}
          {isFull && row.purchaseOrder !== null && T.ordered}
        </small>
      </span>
      <span className="overview-pool-end">
        {isFull && progress.state === 'formed' ? (
          <Tag tone="ok" icon={Check}>
            {T.formed}
          </Tag>
        ) : (
          <Countdown until={progress.cutOffAt} />
        )}
      </span>
    </li>
  );
}
