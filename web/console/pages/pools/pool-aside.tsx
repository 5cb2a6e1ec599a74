import { ClockPlus, Megaphone, OctagonX, X } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Countdown } from '../../../kit/parts/countdown.tsx';
import { GoodsPicture } from '../../../kit/parts/goods-picture.tsx';
import { IconButton } from '../../../kit/parts/icon-button.tsx';
import { Say } from '../../../kit/parts/say.tsx';
import { ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { Tag, TemperatureTag } from '../../../kit/parts/tag.tsx';
import { ButtonGo } from '../../parts/button-go.tsx';
import { mayDo, useMe } from '../../parts/session.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { type PoolDetail, useLivePools } from '../../parts/use-live-pools.ts';
import { usePoolText } from '../../texts/pools.ts';
import { ClosePool, ProlongPool } from './pool-acts.tsx';
import { PoolCurve } from './pool-curve.tsx';
import { PoolLadder } from './pool-ladder.tsx';
import './pool-aside.css';

/** One pool: where it stands on its ladder, how it came there, and what happens next. */
export function PoolAside({ poolId, onClose }: { poolId: string; onClose?: () => void }) {
  const T = usePoolText();
  const read = useRead('supply', 'getPool', { poolId }, { refetchInterval: 60_000 });
  const pool = useLivePools(read.data && [read.data])?.[0];
  return (
    <div className="pool-aside">
      {onClose && (
        <span className="pool-aside-close">
          <IconButton icon={X} label={T.close} onClick={onClose} iconSize={20} />
        </span>
      )}
      {pool === undefined && read.isError && (
        <ErrorState onRetry={() => void read.refetch()} isBusy={read.isFetching} />
      )}
      {pool === undefined && !read.isError && (
        <Loading>
          <Skeleton h={64} />
          <Skeleton h={170} />
          <Skeleton h={120} />
        </Loading>
      )}
      {pool && <Pool pool={pool} />}
    </div>
  );
}

function Pool({ pool }: { pool: PoolDetail }) {
  const T = usePoolText();
  const { item, progress } = pool;
  const outlook = useOutlook(pool);
  const isRunning = pool.state === 'open' || pool.state === 'formed';
  return (
    <>
      <header className="pool-aside-head">
        <GoodsPicture {...item} photoUrl={item.pictureUrl} size={64} />
        <div>
          <h2>
            {item.name} {item.spec}
          </h2>
          <p className="quiet small">{T.codeAndSupplier(item.itemCode, pool.supplierName)}</p>
          <p className="pool-aside-tags">
            <TemperatureTag zone={item.temperatureZone} />
            <Tag tone="honey">{T.round(pool.round)}</Tag>
            <Tag tone="out">{pool.sellerShopName === null ? T.own : T.soldBy(pool.sellerShopName)}</Tag>
          </p>
        </div>
      </header>
      <p className="pool-aside-now">
        <span>
          <b className="lb-num">{progress.paidQuantity}</b> {T.paid}
          {progress.heldQuantity > 0 && <small>{T.held(progress.heldQuantity)}</small>}
        </span>
        {isRunning ? <Countdown until={pool.cutOffAt} /> : <Tag>{T.state[pool.state]}</Tag>}
      </p>
      <PoolLadder pool={pool} />
      <PoolCurve pool={pool} />
      <ByShop pool={pool} />
      <Happened pool={pool} />
      <p className="pool-aside-next">
        <Say text={outlook} />
      </p>
      {isRunning && <Acts pool={pool} />}
    </>
  );
}

/** What the cut-off brings, in one sentence: the money sentence of the operator. */
function useOutlook(pool: PoolDetail): string {
  const T = usePoolText();
  const F = useFormat();
  const { progress } = pool;
  const moq = Math.max(progress.threshold, pool.moq);
  if (pool.state === 'failed') return T.outlook.failed;
  if (pool.state !== 'open' && pool.state !== 'formed') return T.outlook.over;
  if (progress.paidQuantity < progress.threshold) return T.outlook.below[pool.belowPolicy](moq);
  if (progress.nextGap === null || progress.nextRetailFen === null) return T.outlook.lowest;
  const drop = progress.priceFen === null ? 0n : BigInt(progress.priceFen) - BigInt(progress.nextRetailFen);
  const next = progress.paidQuantity + progress.nextGap;
  return pool.mode === 'agency' && drop > 0n && progress.priceFen !== null
    ? T.outlook.agency(next, F.money(progress.priceFen), F.money(progress.nextRetailFen), F.money(drop))
    : T.outlook.own(next);
}

function ByShop({ pool }: { pool: PoolDetail }) {
  const T = usePoolText();
  const shops = useRead('membership', 'listShops', {});
  const name = new Map(shops.data?.rows.map((shop) => [shop.shopId, shop.name]));
  const rows = pool.byShop.filter(({ paid }) => paid > 0).toSorted((a, b) => b.paid - a.paid);
  if (rows.length === 0) return null;
  return (
    <section className="pool-aside-shops">
      <h3>{T.byShop}</h3>
      <ul>
        {rows.map(({ shopId, paid }) => (
          <li key={shopId}>
            {name.get(shopId)} <b className="lb-num">{paid}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

const shownEvents = 6;

function Happened({ pool }: { pool: PoolDetail }) {
  const T = usePoolText();
  const F = useFormat();
  const newest = pool.events.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, shownEvents);
  return (
    <section className="pool-aside-events">
      <h3>{T.happened}</h3>
      <ol>
        {newest.map(({ at, kind, text, paidQuantity }) => (
          <li key={`${at}${text}`}>
            <time dateTime={at} className="quiet">
              {F.moment(at)}
            </time>
            <span className={kind === 'paid' ? undefined : 'lb-tone-ok'}>{text}</span>
            {paidQuantity !== null && <b className="lb-num">{paidQuantity}</b>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Acts({ pool }: { pool: PoolDetail }) {
  const T = usePoolText();
  const me = useMe();
  const [asked, setAsked] = useState<'prolong' | 'close'>();
  const done = () => setAsked(undefined);
  return (
    <footer className="pool-aside-acts">
      <ButtonGo to="/live" icon={Megaphone}>
        {T.rally}
      </ButtonGo>
      {mayDo(me, 'pooling') && (
        <>
          <Button kind="line" size="s" icon={ClockPlus} onClick={() => setAsked('prolong')}>
            {T.prolong}
          </Button>
          <Button kind="line" size="s" icon={OctagonX} onClick={() => setAsked('close')}>
            {T.closeNow}
          </Button>
          <ProlongPool pool={pool} isOpen={asked === 'prolong'} onClose={done} />
          <ClosePool pool={pool} isOpen={asked === 'close'} onClose={done} />
        </>
      )}
    </footer>
  );
}
