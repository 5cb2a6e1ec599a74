import { MapPin } from 'lucide-react';
import { useFormat } from '../../kit/format/use-format.ts';
import { Go } from '../../kit/parts/go.tsx';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { Glass, LiveBadge, Viewers } from '../../kit/parts/live-badge.tsx';
import { Price } from '../../kit/parts/money.tsx';
import { PoolBar } from '../../kit/parts/pool-bar.tsx';
import { Say } from '../../kit/parts/say.tsx';
import { usePoolText } from '../texts/pool.ts';
import type { LineUpItem, LiveCardData } from './answers.ts';
import { poolWords, tierQuantities } from './pool-state.ts';
import { Poster } from './poster.tsx';
import { ReserveButton } from './reserve-button.tsx';
import './live-card.css';

export function roomPath({ sessionId, roomShopId }: { sessionId: string; roomShopId: string }): string {
  return `/live/${sessionId}/${roomShopId}`;
}

/** A room that is on: poster, who, and what is being shown with its pool. */
export function LiveCard({ session, isWide = false }: { session: LiveCardData; isWide?: boolean }) {
  return (
    <li className={`live-card ${isWide ? 'live-card-wide' : ''}`}>
      <Poster session={session} />
      <div className="live-card-top">
        <LiveBadge state="live" />
        {session.viewers > 0 && <Viewers n={session.viewers} />}
        <Near session={session} />
      </div>
      <h3 className={`live-card-title ${session.pinned ? '' : 'live-card-low'}`}>
        <Go to={roomPath(session)} className="live-card-link">
          {session.title}
        </Go>
      </h3>
      {session.pinned && <PinnedStrip item={session.pinned} />}
    </li>
  );
}

/** How far the room's shop is on foot, where the place is known. */
function Near({ session: { distanceMetre } }: { session: LiveCardData }) {
  const F = useFormat();
  return distanceMetre === null ? null : <Glass icon={MapPin}>{F.walk(distanceMetre)}</Glass>;
}

/** What is being shown, small: 50 px picture, price, pool. */
function PinnedStrip({ item: line }: { item: LineUpItem }) {
  const T = usePoolText();
  const { item, progress } = line;
  return (
    <div className="live-card-pin">
      <GoodsPicture
        pictureKey={item.pictureKey}
        ground={item.ground}
        photoUrl={item.pictureUrl}
        size={50}
        radius={8}
      />
      <div className="flex-1 min-w-0">
        <div className="flex justify-between items-baseline gap-2 leading-tight">
          <span className="lb-one-line text-[13px]">
            {item.name} {item.spec}
          </span>
          <Price fen={line.priceFen} size={18} />
        </div>
        {progress && (
          <>
            <div className="mt-[5px] mb-1">
              <PoolBar have={progress.paidQuantity} tiers={tierQuantities(progress)} size={5} />
            </div>
            <p className="lb-one-line text-xs text-ink-3 leading-tight">
              <Say text={poolWords(progress, T)} tone="hot" />
            </p>
          </>
        )}
        {!progress && <p className="mt-1 text-xs text-ink-3">{line.sellerShopName}</p>}
      </div>
    </div>
  );
}

/** One that comes: when, what, and reserving with one tap. */
export function ComingCard({ session }: { session: LiveCardData }) {
  const { moment } = useFormat();
  return (
    <li className="live-card live-card-coming">
      <Poster session={session} />
      <div className="live-card-top">
        <LiveBadge state="upcoming">{moment(session.startsAt)}</LiveBadge>
        <Near session={session} />
      </div>
      <h3 className="live-card-title">
        <Go to={roomPath(session)} className="live-card-link">
          {session.title}
        </Go>
      </h3>
      <div className="live-card-reserve">
        <ReserveButton session={session} shopId={session.roomShopId} isLight />
      </div>
    </li>
  );
}
