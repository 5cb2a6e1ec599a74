import { type ReactNode, useState } from 'react';
import { useFormat } from '../../kit/format/use-format.ts';
import type { Ground } from '../../kit/goods-pictures.ts';
import { Button } from '../../kit/parts/button.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { Price } from '../../kit/parts/money.tsx';
import { PoolBar } from '../../kit/parts/pool-bar.tsx';
import { Say } from '../../kit/parts/say.tsx';
import { Tag } from '../../kit/parts/tag.tsx';
import { useOrderText } from '../texts/order.ts';
import { usePoolText } from '../texts/pool.ts';
import type { Order, OrderLine } from './answers.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { haveWords, tierQuantities } from './pool-state.ts';
import { useLivePool } from './use-live-pools.ts';

/** Nothing was handed over, so nothing can be claimed. */
const offStates: readonly OrderLine['state'][] = ['held', 'released', 'cancelled', 'refunded'];

/** One thing ordered: what it cost, what came back, who sells and who fulfils, and what can be done about it. */
export function OrderLineRow({ line, order, seller }: { line: OrderLine; order: Order; seller: string }) {
  const T = useOrderText();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <div className="flex gap-3">
        <GoodsPicture
          pictureKey={line.pictureKey}
          ground={line.ground as Ground}
          photoUrl={line.pictureUrl}
          size={60}
        />
        <div className="flex-1 min-w-0">
          <h3>
            {line.title} {line.spec}
          </h3>
          <Notes line={line} />
          <Tag tone={line.state === 'refunded' ? 'info' : 'plain'}>{T.states[line.state]}</Tag>
        </div>
        <Price fen={line.amountFen} size={18} isPlain />
      </div>
      {line.state === 'waiting-pool' && line.progress && <LinePool line={line} />}
      <dl className="grid grid-flow-col auto-cols-fr mt-[9px] text-sm text-center">
        <Fact name={T.seller}>{seller}</Fact>
        <Fact name={T.fulfiller}>{line.fulfillerName ?? T.notYet}</Fact>
        {!offStates.includes(line.state) && (
          <Fact name={T.claimTitle}>
            <Claim line={line} order={order} />
          </Fact>
        )}
      </dl>
      {line.canCancel && order.state !== 'awaiting-payment' && (
        <p className="mt-2 text-right">
          <Button kind="line" size="s" isPill onClick={() => setAsking(true)}>
            {T.cancelLine}
          </Button>
        </p>
      )}
      <CancelDialog order={order} line={line} isOpen={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}

function Notes({ line }: { line: OrderLine }) {
  const T = useOrderText();
  const F = useFormat();
  const notes = [
    T.times(line.quantity, F.money(line.unitPriceFen)),
    line.actualGram !== null && T.weighed(F.weight(line.actualGram)),
    line.servedQuantity < line.quantity &&
      line.state === 'done' &&
      T.servedOf(line.servedQuantity, line.quantity),
    line.refundedFen !== '0' && T.refundedLine(F.money(line.refundedFen)),
    line.roomShopName !== null && `${T.room} ${line.roomShopName}`,
    line.sharerName !== null && `${T.sharer} ${line.sharerName}`,
  ];
  return <p className="text-sm text-ink-3">{notes.filter(Boolean).join(' · ')}</p>;
}

function LinePool({ line }: { line: OrderLine }) {
  const P = usePoolText();
  const progress = useLivePool(line.poolId, line.progress);
  if (progress === null) return null;
  return (
    <div className="mt-2 px-2 pt-[9px] pb-[6px] rounded-[8px] bg-honey-50 text-sm text-ink-2">
      <PoolBar have={progress.paidQuantity} tiers={tierQuantities(progress)} size={5} />
      <p className="mt-1">
        <Say text={haveWords(progress, P)} tone="hot" />
      </p>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="px-1 not-first:border-l border-line-2">
      <dt className="text-ink-3">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Claim({ line, order }: { line: OrderLine; order: Order }) {
  const T = useOrderText();
  const { money } = useFormat();
  if (line.claim !== null)
    return (
      <>
        {T.claimStates[line.claim.state] ?? line.claim.state}
        {line.claim.state === 'accepted' && ` · ${T.claimRefund(money(line.claim.refundFen))}`}
      </>
    );
  if (!line.canClaim) return <span className="text-ink-3">{line.state === 'done' ? '–' : T.claimLater}</span>;
  return (
    <Go
      to={`/orders/${order.orderGroupId}/claim/${line.orderLineId}`}
      aria-label={T.claimOf(line.title)}
      className="relative text-leaf-700 before:absolute before:-inset-3 before:content-['']"
    >
      {T.claim}
    </Go>
  );
}
