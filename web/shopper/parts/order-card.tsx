import { Button, buttonClass } from '../../kit/parts/button.tsx';
import { Card } from '../../kit/parts/card.tsx';
import { Countdown } from '../../kit/parts/countdown.tsx';
import { useFormat } from '../../kit/format/use-format.ts';
import { Go } from '../../kit/parts/go.tsx';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { Price } from '../../kit/parts/money.tsx';
import { Tag, type TagProps } from '../../kit/parts/tag.tsx';
import type { Ground } from '../../kit/goods-pictures.ts';
import { useOrdersText } from '../texts/orders.ts';
import type { OrderRow, OrderTab } from './answers.ts';
import { FormProblem } from './form-problem.tsx';
import { usePay } from './use-pay.ts';

const toneOf: Record<OrderTab, NonNullable<TagProps['tone']>> = {
  'to-pay': 'hot',
  pooling: 'honey',
  'to-ship': 'ok',
  'on-the-way': 'ok',
  done: 'plain',
  'after-sales': 'info',
};
/** More pictures than these do not fit beside the sum. */
const shownPictures = 4;

/** One checkout in the list: from whom, what, how much, and the next thing to do. */
export function OrderCard({ order }: { order: OrderRow }) {
  const T = useOrdersText();
  const F = useFormat();
  const isUnpaid = order.tab === 'to-pay';
  const word = order.state === 'closed' ? T.closed : order.state === 'cancelled' ? T.cancelled : T[order.tab];
  return (
    <Card as="li" className="grid gap-3">
      <div className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <h2 className="lb-one-line text-lg">
            <Go to={`/orders/${order.orderGroupId}`} className="lb-card-link">
              {order.sellerNames.join(' · ')}
            </Go>
          </h2>
          <p className="text-sm text-ink-3">
            <span className="lb-num font-normal">{order.number}</span> · {F.moment(order.placedAt)}
          </p>
        </div>
        <Tag tone={toneOf[order.tab]}>{word}</Tag>
      </div>
      <div className="flex items-center gap-2">
        {order.lines.slice(0, shownPictures).map((line) => (
          <GoodsPicture
            key={line.orderLineId}
            pictureKey={line.pictureKey}
            ground={line.ground as Ground}
            photoUrl={line.pictureUrl}
            alt={line.title}
            size={52}
          />
        ))}
        <span className="flex-1 text-right">
          <Price fen={order.totalFen} isPlain />
          <small className="block text-sm text-ink-3">
            {order.refundedFen === '0' ? T.pieces(order.pieceCount) : T.refunded(F.money(order.refundedFen))}
          </small>
        </span>
      </div>
      <div className="flex items-center justify-end gap-2">
        {isUnpaid ? (
          <PayRow order={order} />
        ) : (
          <Go
            to={`/orders/${order.orderGroupId}`}
            aria-label={T.seeOf(order.number)}
            className={buttonClass({ kind: 'soft', size: 's', isPill: true })}
          >
            {T.see}
          </Go>
        )}
      </div>
    </Card>
  );
}

function PayRow({ order }: { order: OrderRow }) {
  const T = useOrdersText();
  const pay = usePay();
  return (
    <>
      <FormProblem text={pay.problem} />
      <span className="text-sm text-ink-3">
        {T.keptFor} <Countdown until={order.payBy} endedText={T.closed} />
      </span>
      <Button
        size="s"
        isPill
        isBusy={pay.isBusy}
        aria-label={T.payOf(order.number)}
        onClick={() => void pay.run(order.orderGroupId)}
      >
        {T.pay}
      </Button>
    </>
  );
}
