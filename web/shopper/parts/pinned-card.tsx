import { Snowflake } from 'lucide-react';
import { formatMoney } from '../../kit/format/money.ts';
import { Button } from '../../kit/parts/button.tsx';
import { Countdown } from '../../kit/parts/countdown.tsx';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { LiveBadge } from '../../kit/parts/live-badge.tsx';
import { Price } from '../../kit/parts/money.tsx';
import { PoolBar } from '../../kit/parts/pool-bar.tsx';
import { Say } from '../../kit/parts/say.tsx';
import { usePoolText } from '../texts/pool.ts';
import { useRoomText } from '../texts/room.ts';
import type { LineUpItem, Progress } from './answers.ts';
import { everyoneWords, isOpen, tierQuantities } from './pool-state.ts';

/** What the host shows now, with its pool moving; the next one slides up. */
export function PinnedCard({
  item,
  onBuy,
  onLineUp,
}: {
  item: LineUpItem | undefined;
  onBuy: (item: LineUpItem) => void;
  onLineUp: () => void;
}) {
  const T = useRoomText();
  return (
    <section aria-label={T.explain}>
      {item ? (
        <Pinned key={item.sessionItemId} line={item} onBuy={() => onBuy(item)} onNext={onLineUp} />
      ) : (
        <button type="button" className="room-pin w-full text-left" onClick={onLineUp}>
          {T.noPin}
        </button>
      )}
    </section>
  );
}

function Pinned({ line, onBuy, onNext }: { line: LineUpItem; onBuy: () => void; onNext: () => void }) {
  const T = useRoomText();
  const { item, progress } = line;
  const isGone = line.available === 0 || (progress !== null && !isOpen(progress));
  return (
    <div className="room-pin">
      <div className="flex gap-3">
        <span className="relative flex-none">
          <GoodsPicture
            pictureKey={item.pictureKey}
            ground={item.ground}
            photoUrl={item.pictureUrl}
            size={92}
            radius={12}
            isSoldOut={isGone}
          />
          <span className="room-pin-mark">
            <LiveBadge state="explaining" />
          </span>
        </span>
        <div className="flex flex-col flex-1 min-w-0">
          <h2 className="lb-one-line text-lg">
            {item.name} {item.spec}
          </h2>
          <Promise line={line} />
          <div className="flex flex-wrap items-center justify-between gap-1 mt-auto">
            <Price fen={line.priceFen} wasFen={line.usualPriceFen} size={26} />
            <Button
              kind={isGone ? 'line' : 'now'}
              isPill
              className="text-lg"
              aria-label={isGone ? T.soldOut : T.orderOf(item.unitLabel, item.name)}
              onClick={isGone ? onNext : onBuy}
            >
              {isGone ? T.soldOut : T.order(item.unitLabel)}
            </Button>
          </div>
        </div>
      </div>
      {progress && <Pool progress={progress} />}
    </div>
  );
}

/** Cold chain, who sells, how many are left of what is in stock. */
function Promise({ line }: { line: LineUpItem }) {
  const T = useRoomText();
  const { temperatureZone: zone } = line.item;
  const cold = zone === 'chilled' ? T.cold : zone === 'frozen' ? T.frozen : undefined;
  const words = [
    cold,
    T.seller(line.sellerShopName),
    line.progress
      ? undefined
      : line.flashLeft === null
        ? T.left(line.available)
        : T.flashLeft(line.flashLeft),
  ];
  return (
    <p className="flex items-center gap-1 mt-[3px] text-sm text-ink-3">
      {cold !== undefined && <Icon as={Snowflake} size={13} className="text-cold" />}
      <span className="lb-one-line">{words.filter(Boolean).join(' · ')}</span>
    </p>
  );
}

function Pool({ progress }: { progress: Progress }) {
  const P = usePoolText();
  return (
    <>
      <div className="mt-3 ml-1 mr-2">
        <PoolBar
          have={progress.paidQuantity}
          tiers={tierQuantities(progress)}
          isFailed={progress.state === 'failed'}
          size={9}
        />
      </div>
      <TierPrices progress={progress} />
      <div className="flex items-baseline justify-between gap-2 mt-[6px] pt-2 border-t border-line-2 text-sm">
        <span>
          <Say text={everyoneWords(progress, P)} tone="hot" />
        </span>
        <span className="whitespace-nowrap text-ink-3">
          <Countdown until={progress.cutOffAt} className="text-[14px] text-ink" /> {P.cutOffAt}
        </span>
      </div>
    </>
  );
}

/** Under the bar: how many there are, the price held now, the price at the end. */
function TierPrices({ progress }: { progress: Progress }) {
  const P = usePoolText();
  const { tiers, tierIndex, priceFen, paidQuantity } = progress;
  const last = tiers.at(-1);
  const now = tiers[tierIndex];
  if (priceFen === null || last === undefined)
    return (
      <p className="room-pin-tiers">
        <span>{P.have(paidQuantity)}</span>
      </p>
    );
  return (
    <p className="room-pin-tiers">
      <span>{P.have(paidQuantity)}</span>
      {now && now !== last && share(now.minQuantity, last.minQuantity) > 30 && (
        <span style={{ left: `${share(now.minQuantity, last.minQuantity)}%` }}>
          <b>{formatMoney(now.retailFen)}</b>
        </span>
      )}
      <span style={{ left: '100%' }}>
        {P.tier(last.minQuantity)} <b>{formatMoney(last.retailFen)}</b>
      </span>
    </p>
  );
}

function share(part: number, whole: number): number {
  return (part / whole) * 100;
}
