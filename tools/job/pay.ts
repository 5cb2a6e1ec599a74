import type { Person } from './person.ts';
import type { Stage } from './stage.ts';

/** What a shopper does at the cashier, through the provider's own address. */
export async function atCashier(stage: Stage, path: 'pay' | 'callback', body: object): Promise<unknown> {
  const response = await fetch(`${stage.payOrigin}/sim/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`The payment provider answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** Asks for a payment and pays it; the order is complete when the callback was taken. Answers the trade number. */
export async function payFor(stage: Stage, shopper: Person, orderGroupId: string): Promise<string> {
  const { outTradeNo } = await shopper.api.ordering.prepay({ orderGroupId });
  await atCashier(stage, 'pay', { outTradeNo });
  return outTradeNo;
}
