import { Pin, PinOff, Tag as TagIcon } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { EmptyState } from '../../../kit/parts/states.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { GoodsName } from '../../parts/goods-name.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useLiveText } from '../../texts/live.ts';
import { FlashDialog } from './flash-dialog.tsx';
import type { SessionItem } from './session-types.ts';
import type { Control } from './use-session.ts';

/** What is shown: one item is pinned in every room, its flash price holds in all. */
export function SessionLineUp({ session, pinnedId, powers }: Control) {
  const T = useLiveText();
  const [priced, setPriced] = useState<SessionItem>();
  const act = useAct('live', 'pinItem');
  const { sessionId, items, state } = session;
  async function pin(sessionItemId: string | null) {
    const before = pinnedId;
    const done = await act.run({ sessionId, sessionItemId });
    if (done === undefined) return;
    toast({
      text: sessionItemId === null ? T.unpinned : T.pinned,
      onUndo: () => void act.run({ sessionId, sessionItemId: before }),
    });
  }
  return (
    <Panel title={T.lineUp} note={T.itemCount(items.length)}>
      {items.length === 0 && <EmptyState text={T.noItems} />}
      <FormError errors={act.errors} known={[]} />
      <ol className="session-items">
        {items.map((item) => (
          <li key={item.sessionItemId} className={item.sessionItemId === pinnedId ? 'session-pinned' : ''}>
            <ItemFacts item={item} isPinned={item.sessionItemId === pinnedId} />
            {powers.directs && (
              <span className="session-item-acts">
                {state === 'live' && (
                  <Button
                    kind={item.sessionItemId === pinnedId ? 'line' : 'soft'}
                    size="s"
                    icon={item.sessionItemId === pinnedId ? PinOff : Pin}
                    isBusy={act.isBusy}
                    onClick={() => void pin(item.sessionItemId === pinnedId ? null : item.sessionItemId)}
                    children={item.sessionItemId === pinnedId ? T.unpin : T.pin}
                  />
                )}
                {item.poolId === null && (state === 'live' || state === 'scheduled') && (
                  <Button
                    kind="line"
                    size="s"
                    icon={TagIcon}
                    onClick={() => setPriced(item)}
                    children={T.flash}
                  />
                )}
              </span>
            )}
          </li>
        ))}
      </ol>
      {priced && (
        <FlashDialog
          key={priced.sessionItemId}
          sessionId={sessionId}
          item={priced}
          onClose={() => setPriced(undefined)}
        />
      )}
    </Panel>
  );
}

function ItemFacts({ item, isPinned }: { item: SessionItem; isPinned: boolean }) {
  const T = useLiveText();
  const F = useFormat();
  const { progress, flashPriceFen, sellingPoints, script } = item;
  return (
    <div className="session-item">
      <GoodsName item={item.item} size={44} note={T.soldAndLeft(item.soldQuantity, item.available)} />
      <span className="session-item-price">
        <Money fen={item.priceFen} />
        {item.usualPriceFen !== null && <s className="lb-num quiet">{F.money(item.usualPriceFen)}</s>}
      </span>
      <span className="tags">
        {isPinned && <Tag tone="hot">{T.onShow}</Tag>}
        {item.isFlash && <Tag tone="hot">{T.flash}</Tag>}
        {!item.isFlash && flashPriceFen !== null && <Tag>{T.flashPlanned(F.money(flashPriceFen))}</Tag>}
        {progress && (
          <Tag tone="honey">
            {progress.nextGap === null
              ? T.poolLowest(progress.paidQuantity)
              : T.poolGap(progress.paidQuantity, progress.nextGap)}
          </Tag>
        )}
      </span>
      {(sellingPoints.length > 0 || script !== '') && (
        <details>
          <summary>{T.words}</summary>
          {sellingPoints.length > 0 && (
            <ul>
              {sellingPoints.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          )}
          {script !== '' && <p>{script}</p>}
        </details>
      )}
    </div>
  );
}
