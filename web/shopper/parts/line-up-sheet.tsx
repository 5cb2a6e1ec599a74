import { Button } from '../../kit/parts/button.tsx';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { Sheet } from '../../kit/parts/modal.tsx';
import { Price } from '../../kit/parts/money.tsx';
import { PoolBar } from '../../kit/parts/pool-bar.tsx';
import { Say } from '../../kit/parts/say.tsx';
import { SellerLine } from '../../kit/parts/seller-line.tsx';
import { Tag } from '../../kit/parts/tag.tsx';
import { usePoolText } from '../texts/pool.ts';
import { useRoomText } from '../texts/room.ts';
import type { LineUpItem } from './answers.ts';
import { haveWords, isOpen, tierQuantities } from './pool-state.ts';

export function LineUpSheet({
  items,
  pinned,
  isOpen: isShown,
  onClose,
  onBuy,
}: {
  items: readonly LineUpItem[];
  pinned: LineUpItem | undefined;
  isOpen: boolean;
  onClose: () => void;
  onBuy: (item: LineUpItem) => void;
}) {
  const T = useRoomText();
  return (
    <Sheet isOpen={isShown} onClose={onClose} title={T.lineUpCount(items.length)}>
      <LineUp items={items} pinned={pinned} onBuy={onBuy} />
    </Sheet>
  );
}

/** The goods of a session; without `onBuy` only to look at. */
export function LineUp({
  items,
  pinned,
  onBuy,
}: {
  items: readonly LineUpItem[];
  pinned?: LineUpItem | undefined;
  onBuy?: (item: LineUpItem) => void;
}) {
  return (
    <ul>
      {items.map((line) => (
        <li key={line.sessionItemId} className="py-3 not-first:border-t border-line-2">
          <Row line={line} isPinned={line === pinned} onBuy={onBuy && (() => onBuy(line))} />
        </li>
      ))}
    </ul>
  );
}

function Row({
  line,
  isPinned,
  onBuy,
}: {
  line: LineUpItem;
  isPinned: boolean;
  onBuy: (() => void) | undefined;
}) {
  const T = useRoomText();
  const P = usePoolText();
  const { item, progress } = line;
  const isClosed = progress !== null && !isOpen(progress);
  const reason = isClosed ? T.closed : line.available === 0 && T.gone;
  return (
    <div className="flex gap-3">
      <GoodsPicture
        pictureKey={item.pictureKey}
        ground={item.ground}
        photoUrl={item.pictureUrl}
        size={80}
        isSoldOut={line.available === 0}
      />
      <div className="flex-1 min-w-0">
        <div className="flex items-start gap-2">
          <h3 className="flex-1 text-[max(15px,var(--lb-t-md))]">
            {item.name} {item.spec}
          </h3>
          {isPinned && <Tag tone="hot">{T.explain}</Tag>}
          {line.isFlash && <Tag tone="hot">{T.flash}</Tag>}
        </div>
        <SellerLine seller={line.sellerShopName} />
        {progress && (
          <div className="mt-1">
            <PoolBar
              have={progress.paidQuantity}
              tiers={tierQuantities(progress)}
              isFailed={progress.state === 'failed'}
              size={5}
            />
            <p className="mt-1 text-sm text-ink-2">
              <Say text={haveWords(progress, P)} tone="hot" />
            </p>
          </div>
        )}
        <div className="flex items-center justify-between gap-2 mt-2">
          <Price fen={line.priceFen} wasFen={line.usualPriceFen} unit={item.unitLabel} />
          {onBuy && (
            <Button
              kind="now"
              size="s"
              isPill
              aria-label={reason ? `${reason} ${item.name}` : T.orderOf(item.unitLabel, item.name)}
              reason={reason}
              onClick={onBuy}
            >
              {T.order(item.unitLabel)}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
