import { useAct } from '../../kit/use-api.ts';
import { payAt } from '../platform/leave.ts';
import { usePayText } from '../texts/pay.ts';
import { resultPath } from './use-place-order.ts';

/** Goes to the cashier for an order that stands. */
export function usePay() {
  const T = usePayText();
  const words = { 'payment-failed': () => ({ message: T.cashierSilent }) };
  const prepay = useAct('ordering', 'prepay', { words });
  async function run(orderGroupId: string, backTo?: string): Promise<void> {
    const payment = await prepay.run({ orderGroupId });
    if (payment) payAt(payment.payUrl, resultPath(orderGroupId, backTo));
  }
  return {
    run,
    isBusy: prepay.isBusy,
    problem: prepay.errors.form ?? Object.values(prepay.errors.fields)[0],
  };
}
