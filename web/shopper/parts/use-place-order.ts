import { useNavigation } from '../../kit/parts/go.tsx';
import { type In, useAct } from '../../kit/use-api.ts';
import { keep, kept } from '../platform/keep.ts';
import { payAt } from '../platform/leave.ts';
import { usePayText } from '../texts/pay.ts';

type OrderInput = In<'ordering', 'placeOrder'>;

interface OpenTry {
  input: string;
  key: string;
}

/** The same basket keeps its key until it is answered, over reloads too: a repeat can never order twice. */
function keyOf(input: OrderInput): string {
  const text = JSON.stringify(input);
  const open = kept<OpenTry>('order-try');
  if (open?.input === text) return open.key;
  const key = crypto.randomUUID();
  keep('order-try', { input: text, key });
  return key;
}

/**
 * Places an order and goes to the cashier, which comes back to the result page and from there to `backTo`. When the
 * order stands but the cashier does not answer, the result page takes over: the goods are held.
 */
export function usePlaceOrder() {
  const T = usePayText();
  const { go } = useNavigation();
  const words = { busy: () => ({ message: T.busy }) };
  const place = useAct('ordering', 'placeOrder', { words, renews: ['ordering', 'marketing'] });
  const prepay = useAct('ordering', 'prepay', { renews: [] });
  async function run(input: OrderInput, backTo?: string): Promise<void> {
    const order = await place.run(input, { idempotencyKey: keyOf(input) });
    if (order === undefined) return;
    keep('order-try', undefined);
    const result = resultPath(order.orderGroupId, backTo);
    const payment = await prepay.run({ orderGroupId: order.orderGroupId });
    if (payment === undefined) go(result);
    else payAt(payment.payUrl, result);
  }
  const problems = [place.errors.form, ...Object.values(place.errors.fields)].filter(
    (text) => text !== undefined,
  );
  return {
    run,
    problems: [...new Set(problems)],
    isBusyRefused: place.code === 'busy',
    isBusy: place.isBusy || prepay.isBusy,
  };
}

export function resultPath(orderGroupId: string, backTo?: string): string {
  const back = backTo === undefined ? '' : `?back=${encodeURIComponent(backTo)}`;
  return `/pay/${orderGroupId}${back}`;
}
