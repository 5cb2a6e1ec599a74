import { CircleCheck, Clock, RotateCcw } from 'lucide-react';
import { TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { useParam, useQueryParam } from '../../kit/router.tsx';
import { Button, buttonClass } from '../../kit/parts/button.tsx';
import { Countdown } from '../../kit/parts/countdown.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { Price } from '../../kit/parts/money.tsx';
import { Skeleton } from '../../kit/parts/states.tsx';
import { useRead } from '../../kit/use-api.ts';
import type { Order } from '../parts/answers.ts';
import { FormProblem } from '../parts/form-problem.tsx';
import { PaidPools } from '../parts/paid-pools.tsx';
import { Shown } from '../parts/shown.tsx';
import { type PaymentState, usePaymentState } from '../parts/use-payment-state.ts';
import { usePay } from '../parts/use-pay.ts';
import { usePayText } from '../texts/pay.ts';

/** Back from the cashier: what became of the payment, asked of the provider, not guessed. */
export function PayPage() {
  const T = usePayText();
  const orderGroupId = useParam('orderGroupId');
  const back = useQueryParam('back');
  const payment = usePaymentState(orderGroupId);
  // Read after the provider was asked: a first read under way while the payment lands would be kept, unpaid.
  const isAsked = payment.state !== 'checking';
  const order = useRead('ordering', 'getMyOrder', { orderGroupId }, { enabled: isAsked });
  return (
    <PhoneFrame>
      <TopBar title={T.title} />
      <main className="grid gap-4 content-start px-4 py-6">
        <Shown
          of={order}
          skeleton={
            <>
              <Skeleton h={140} r={14} />
              <Skeleton h={44} />
            </>
          }
        >
          {(data) => (
            <>
              <Outcome order={data} state={payment.state} />
              <FormProblem text={payment.problem} />
              {payment.state === 'paid' && <PaidPools order={data} />}
              <Ways order={data} payment={payment} back={back} />
            </>
          )}
        </Shown>
      </main>
    </PhoneFrame>
  );
}

function Outcome({ order, state }: { order: Order; state: PaymentState }) {
  const T = usePayText();
  const words = {
    checking: { icon: Clock, title: T.checking, note: null },
    pending: {
      icon: Clock,
      title: T.pending,
      note: (
        <>
          {T.keptFor} <Countdown until={order.payBy} />
        </>
      ),
    },
    paid: { icon: CircleCheck, title: T.paid, note: T.paidNote(order.number) },
    closed: { icon: Clock, title: T.closed, note: T.closedNote },
    refunded: { icon: RotateCcw, title: T.refunded, note: T.refundedNote },
  }[state];
  return (
    <section role="status" className="grid justify-items-center gap-2 py-4 text-center">
      <Icon as={words.icon} size={56} className={state === 'paid' ? 'text-leaf-600' : 'text-ink-3'} />
      <h2 className="text-2xl">{words.title}</h2>
      <Price fen={order.totalFen} size={32} isPlain />
      {words.note && <p className="text-sm text-ink-3">{words.note}</p>}
    </section>
  );
}

function Ways({
  order: { orderGroupId },
  payment,
  back,
}: {
  order: Order;
  payment: ReturnType<typeof usePaymentState>;
  back: string | undefined;
}) {
  const T = usePayText();
  const pay = usePay();
  const isPending = payment.state === 'pending';
  const isRoom = back?.startsWith('/live/') ?? false;
  return (
    <div className="grid gap-3">
      <FormProblem text={pay.problem} />
      {isPending && (
        <>
          <Button isPill isBusy={pay.isBusy} onClick={() => void pay.run(orderGroupId, back)}>
            {T.payNow}
          </Button>
          <Button kind="line" isPill isBusy={payment.isChecking} onClick={payment.check}>
            {T.checkAgain}
          </Button>
        </>
      )}
      <Go
        to={`/orders/${orderGroupId}`}
        className={buttonClass({ kind: isPending || isRoom ? 'soft' : 'main', isPill: true })}
      >
        {T.seeOrder}
      </Go>
      <Go
        to={isRoom && back ? back : '/'}
        className={buttonClass({ kind: isRoom ? 'main' : 'plain', isPill: true })}
      >
        {isRoom ? T.backToRoom : T.goShopping}
      </Go>
    </div>
  );
}
