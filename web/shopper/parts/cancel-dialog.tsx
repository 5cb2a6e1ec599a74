import { Button } from '../../kit/parts/button.tsx';
import { Dialog } from '../../kit/parts/modal.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { useAct } from '../../kit/use-api.ts';
import { useOrderText } from '../texts/order.ts';
import type { Order, OrderLine } from './answers.ts';
import { FormProblem } from './form-problem.tsx';

/** One line, or the whole order while it is not paid. */
export function CancelDialog({
  order,
  line,
  isOpen,
  onClose,
}: {
  order: Order;
  line?: OrderLine;
  isOpen: boolean;
  onClose: () => void;
}) {
  const T = useOrderText();
  const cancel = useAct('ordering', 'cancelOrder', { renews: ['ordering', 'fulfilment'] });
  async function run() {
    const { orderGroupId } = order;
    const done = await cancel.run({ orderGroupId, ...(line && { orderLineIds: [line.orderLineId] }) });
    if (done === undefined) return;
    toast(T.cancelDone);
    onClose();
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={line ? T.cancelAsk(line.title) : T.cancelOrderAsk}
      foot={
        <>
          <Button kind="line" onClick={onClose}>
            {T.keepIt}
          </Button>
          <Button kind="danger" isBusy={cancel.isBusy} onClick={() => void run()}>
            {T.cancelIt}
          </Button>
        </>
      }
    >
      <p className="text-ink-2">{order.state === 'awaiting-payment' ? T.cancelUnpaidNote : T.cancelNote}</p>
      <FormProblem text={cancel.errors.form ?? Object.values(cancel.errors.fields)[0]} />
    </Dialog>
  );
}
