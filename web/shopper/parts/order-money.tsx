import { useFormat } from '../../kit/format/use-format.ts';
import { Card } from '../../kit/parts/card.tsx';
import { Money } from '../../kit/parts/money.tsx';
import { Tag } from '../../kit/parts/tag.tsx';
import { useCouponText } from '../texts/coupon.ts';
import { useOrderText } from '../texts/order.ts';
import type { Order } from './answers.ts';

/** What was paid, what came back and on which way it is, the numbers to quote. */
export function OrderMoney({ order }: { order: Order }) {
  const T = useOrderText();
  const C = useCouponText();
  const F = useFormat();
  const lines = order.shopOrders.flatMap((shopOrder) => shopOrder.lines);
  const discountFen = lines.reduce((sum, line) => sum + BigInt(line.discountFen), 0n);
  const paidFen = order.shopOrders.reduce((sum, { goodsFen }) => sum + BigInt(goodsFen), 0n);
  const feeFen = order.shopOrders.reduce((sum, { deliveryFeeFen }) => sum + BigInt(deliveryFeeFen), 0n);
  const rows: [string, bigint][] = [
    [T.goodsSum, paidFen + discountFen],
    ...(discountFen > 0n ? [[C.discount, -discountFen] as [string, bigint]] : []),
    [T.delivery, feeFen],
    [order.paidAt === null ? T.toPay : T.paid, BigInt(order.totalFen)],
  ];
  return (
    <Card as="section" className="grid gap-1 px-4">
      <h2 className="lb-unseen">{T.sums}</h2>
      <dl>
        {rows.map(([name, fen]) => (
          <div key={name} className="flex items-baseline justify-between py-1">
            <dt>{name}</dt>
            <dd>
              <Money fen={fen} className="text-lg" />
            </dd>
          </div>
        ))}
      </dl>
      {order.refunds.length > 0 && (
        <>
          <h3 className="pt-2 border-t border-line-2">{T.refunds}</h3>
          <ul>
            {order.refunds.map((refund) => (
              <li key={refund.refundId} className="flex items-center gap-2 py-1">
                <span className="flex-1 min-w-0">
                  {refund.reason} <small className="text-sm text-ink-3">{F.moment(refund.at)}</small>
                </span>
                <Tag tone={refund.state === 'failed' ? 'bad' : refund.state === 'succeeded' ? 'ok' : 'info'}>
                  {T.refundStates[refund.state]}
                </Tag>
                <Money fen={refund.amountFen} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="pt-2 border-t border-line-2 text-sm text-ink-3">
        {T.number} <span className="lb-num font-normal select-all">{order.number}</span> · {T.placedAt}{' '}
        {F.moment(order.placedAt)}
      </p>
    </Card>
  );
}
