import { useState } from 'react';
import { Button } from '../../kit/parts/button.tsx';
import { Card } from '../../kit/parts/card.tsx';
import { Countdown } from '../../kit/parts/countdown.tsx';
import { Price } from '../../kit/parts/money.tsx';
import { useOrderText } from '../texts/order.ts';
import type { Order } from './answers.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { FormProblem } from './form-problem.tsx';
import { usePay } from './use-pay.ts';

/** The goods are held for a while: pay, or let them go. */
export function UnpaidCard({ order }: { order: Order }) {
  const T = useOrderText();
  const pay = usePay();
  const [isAsking, setAsking] = useState(false);
  return (
    <Card as="section" className="grid gap-3">
      <div className="flex items-baseline justify-between gap-2">
        <h2 className="text-xl">{T.unpaid}</h2>
        <span className="text-sm text-ink-3">
          {T.kept} <Countdown until={order.payBy} />
        </span>
      </div>
      <Price fen={order.totalFen} size={32} />
      <FormProblem text={pay.problem} />
      <div className="flex gap-2">
        <Button kind="line" isPill className="flex-1" onClick={() => setAsking(true)}>
          {T.cancelOrder}
        </Button>
        <Button
          isPill
          className="flex-1"
          isBusy={pay.isBusy}
          onClick={() => void pay.run(order.orderGroupId)}
        >
          {T.pay}
        </Button>
      </div>
      <CancelDialog order={order} isOpen={isAsking} onClose={() => setAsking(false)} />
    </Card>
  );
}
