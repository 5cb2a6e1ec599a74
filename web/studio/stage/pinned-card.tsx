import { Check, ChevronDown, CircleDot } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../kit/parts/button.tsx';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { Money } from '../../kit/parts/money.tsx';
import { Say } from '../../kit/parts/say.tsx';
import { useNow } from '../../kit/use-now.ts';
import type { HostItem } from '../parts/host-items.ts';
import { fillScript } from '../parts/fill-script.ts';
import { leadOf } from '../parts/selling-point.ts';
import { useTicks } from '../parts/use-ticks.ts';
import { useBackstageText } from '../texts/backstage.ts';
import { useShowText } from '../texts/show.ts';
import { ScriptSheet } from './script-sheet.tsx';
import { PoolLine } from './pool-line.tsx';

/** What is on show: price, what is left, the pool, and what there is to say about it. */
export function PinnedCard({
  sessionId,
  item,
  position,
  count,
  first,
}: {
  sessionId: string;
  item: HostItem | undefined;
  position: number;
  count: number;
  first: HostItem | undefined;
}) {
  const T = useShowText();
  if (item === undefined) {
    return (
      <section className="studio-card">
        <h2 className="text-lg">{T.nothing}</h2>
        {first && <p className="text-ink-3">{T.nothingNote(first.item.name)}</p>}
      </section>
    );
  }
  const { item: goods, priceFen, usualPriceFen, available, soldQuantity, progress } = item;
  return (
    <section className="studio-card" aria-label={T.showing(position, count)}>
      <div className="flex gap-3">
        <GoodsPicture
          pictureKey={goods.pictureKey}
          ground={goods.ground}
          photoUrl={goods.pictureUrl}
          size={64}
        />
        <div className="min-w-0 flex-1">
          <div className="flex items-center gap-2">
            <span className="studio-now">{T.showing(position, count)}</span>
            {item.pinnedAt !== null && <ShownFor since={item.pinnedAt} />}
          </div>
          <h2 className="text-[17px]/[1.5]">
            {goods.name} {goods.spec}
          </h2>
          <div className="flex flex-wrap items-baseline justify-between gap-x-2">
            <span>
              <Money fen={priceFen} className="text-[19px]/[1.2] text-kaki-700" />
              {usualPriceFen !== null && (
                <s className="ml-1.5 text-sm text-ink-3">
                  <Money fen={usualPriceFen} />
                </s>
              )}
            </span>
            <span className="text-sm text-ink-2">
              {item.flashLeft !== null && `${T.flashLeft(item.flashLeft)} · `}
              {available > 0 ? T.stock(available, goods.unitLabel, soldQuantity) : T.stockNone(soldQuantity)}
            </span>
          </div>
        </div>
      </div>
      {progress && <PoolLine progress={progress} />}
      <Points item={item} />
      <Script key={item.sessionItemId} sessionId={sessionId} item={item} />
    </section>
  );
}

/** The script as it is said now, and a way to change it. */
function Script({ sessionId, item }: { sessionId: string; item: HostItem }) {
  const T = useShowText();
  const B = useBackstageText();
  const [isWriting, setWriting] = useState(false);
  return (
    <>
      {item.script !== '' && (
        <details className="studio-script">
          <summary>
            {T.script}
            <Icon as={ChevronDown} size={16} />
          </summary>
          <p>{fillScript(item.script, item)}</p>
        </details>
      )}
      <Button kind="plain" size="s" onClick={() => setWriting(true)} children={B.script} />
      <ScriptSheet isOpen={isWriting} onClose={() => setWriting(false)} sessionId={sessionId} item={item} />
    </>
  );
}

function ShownFor({ since }: { since: string }) {
  const T = useShowText();
  const seconds = Math.max(0, Math.floor((useNow() - new Date(since).getTime()) / 1000));
  return <span className="text-sm text-ink-3">{T.shownFor(Math.floor(seconds / 60), seconds % 60)}</span>;
}

/** Tick off what was said. */
function Points({ item }: { item: HostItem }) {
  const T = useShowText();
  const { isTicked, tick } = useTicks(item.sessionItemId);
  if (item.sellingPoints.length === 0) return null;
  return (
    <ul className="studio-points" aria-label={T.points}>
      {item.sellingPoints.map((point, at) => (
        <li key={point}>
          <button type="button" aria-pressed={isTicked(at)} onClick={() => tick(at)}>
            <Icon as={isTicked(at) ? Check : CircleDot} size={17} />
            <span>
              <Say text={leadOf(point)} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
