import { newId } from '../src/engines/ids.ts';
import { slug, type CrashWorld } from './crash-world.ts';

/** One order as its shopper knows it. */
export interface Attempt {
  readonly memberId: string;
  readonly token: string;
  readonly key: string;
  readonly body: string;
  /** unknown: the answer never came, so the shopper asks again with the same key. */
  outcome: 'unknown' | 'acknowledged' | 'refused';
  orderGroupId: string | null;
  isPaid: boolean;
}

export interface Shops {
  readonly world: CrashWorld;
  readonly origin: string;
  /** The payment provider, which outlives the server as a real one would. */
  readonly payUrl: string;
}

const answerMs = 10_000;
const payingShare = 0.7;
const twoLinesShare = 0.3;
/** A server that is just up may say busy. */
const repeatsMax = 20;
const repeatAfterMs = 100;

/** Every buyer orders and pays, again and again, until the burst is over; what they were told is written down. */
export async function burst(
  shops: Shops,
  isOver: () => boolean,
  onOrder: (orders: number) => void,
): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  let orders = 0;
  await Promise.all(
    shops.world.buyers.map(async (buyer) => {
      while (!isOver()) {
        const attempt = newAttempt(shops.world, buyer);
        attempts.push(attempt);
        if (await isLost(() => orderAndPay(shops, attempt))) return;
        onOrder((orders += 1));
      }
    }),
  );
  return attempts;
}

/** A connection that broke, or an answer that never came. */
async function isLost(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return false;
  } catch (error) {
    if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return true;
    throw error;
  }
}

function newAttempt({ goods, shopId }: CrashWorld, buyer: CrashWorld['buyers'][number]): Attempt {
  const count = Math.random() < twoLinesShare ? 2 : 1;
  const lines = Array.from({ length: count }, () => {
    const { goodsKey, priceFen } = goods[Math.floor(Math.random() * goods.length)]!;
    return { goodsKey, quantity: 1 + Math.floor(Math.random() * 3), priceFen: String(priceFen) };
  });
  const body = JSON.stringify({ lines, fulfil: { kind: 'pickup', pickupShopId: shopId } });
  return { ...buyer, key: newId(), body, outcome: 'unknown', orderGroupId: null, isPaid: false };
}

async function orderAndPay(shops: Shops, attempt: Attempt): Promise<void> {
  await order(shops, attempt);
  if (attempt.outcome !== 'acknowledged' || Math.random() > payingShare) return;
  const path = `/api/orders/${attempt.orderGroupId}`;
  const asked = await post(shops.origin, `${path}/prepay`, attempt);
  if (asked.status !== 200) return;
  const { outTradeNo } = asked.body as { outTradeNo: string };
  await fetch(`${shops.payUrl}/sim/pay`, { method: 'POST', body: JSON.stringify({ outTradeNo }) });
  const checked = await post(shops.origin, `${path}/payment/check`, attempt);
  attempt.isPaid = checked.status === 200 && checked.body['state'] === 'paid';
}

/** Whatever the shopper was told is kept; a defect or a busy server has told them nothing yet. */
async function order(shops: Shops, attempt: Attempt): Promise<void> {
  const answer = await post(shops.origin, '/api/orders', attempt, attempt.body);
  if (answer.status === 200) {
    attempt.outcome = 'acknowledged';
    attempt.orderGroupId = answer.body['orderGroupId'] as string;
  } else if (answer.status < 500) attempt.outcome = 'refused';
}

/** Shoppers who were told nothing ask again; answers how many still know nothing. */
export async function askAgain(shops: Shops, attempts: readonly Attempt[]): Promise<number> {
  const open = () => attempts.filter(({ outcome }) => outcome === 'unknown');
  for (let n = 0; n < repeatsMax && open().length > 0; n += 1) {
    if (n > 0) await new Promise((resolve) => setTimeout(resolve, repeatAfterMs));
    await Promise.all(open().map((attempt) => isLost(() => order(shops, attempt))));
  }
  return open().length;
}

async function post(origin: string, path: string, { token, key }: Attempt, body = '{}') {
  const answer = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-lianbo-alliance': slug,
      cookie: `lianbo_${slug}=${token}`,
      ...(path === '/api/orders' ? { 'idempotency-key': key } : {}),
    },
    body,
    signal: AbortSignal.timeout(answerMs),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
