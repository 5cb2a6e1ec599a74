import { WebSocket } from 'ws';
import { publishLoop } from '../../src/engines/media/demo/publish-loop.ts';
import type { Guarantee } from './guarantees.ts';
import { until } from './guarantees.ts';
import { atCashier, payFor } from './pay.ts';
import { refusedWith, type Person } from './person.ts';
import { near, signIn, type Stage } from './stage.ts';
import type { Town } from './town.ts';

export interface PlacedOrder {
  readonly shopper: Person;
  readonly orderGroupId: string;
  readonly kind: 'egg' | 'tissue' | 'stock' | 'unpaid' | 'late';
}

export interface Evening {
  readonly sessionId: string;
  readonly orders: readonly PlacedOrder[];
  readonly shoppers: readonly Person[];
  readonly lateTradeNo: string;
  readonly guarantees: readonly Guarantee[];
  readonly stopVideo: () => void;
}

/** People signing in and ordering at one time: as many as a browser farm would open. */
const together = 16;

/** One evening: a session in four rooms, neighbours order and pay, the pool climbs two tiers. */
export async function liveEvening(stage: Stage, town: Town, shopperCount: number): Promise<Evening> {
  const sessionId = await goLive(stage, town);
  const stopVideo = await showVideo(stage, town, sessionId);
  const shoppers = await gather(stage, town, sessionId, shopperCount);
  const orders: PlacedOrder[] = [];
  const lateTradeNo = await orderAndForget(stage, town, shoppers, orders);
  await sellInRooms(stage, town, sessionId, shoppers, orders);
  const guarantees = await checkEvening(stage, town, shoppers, sessionId);
  return { sessionId, orders, shoppers, lateTradeNo, guarantees, stopVideo };
}

async function goLive(stage: Stage, town: Town): Promise<string> {
  const { host, shops, items } = town;
  const session = await stage.operator.api.live.scheduleSession({
    title: '阿珍：鸡蛋和纸，今晚一起集',
    hostMemberId: host.memberId,
    hostShopId: shops[0]!.shopId,
    startsAt: new Date(Date.now() + 60_000).toISOString(),
    plannedEndAt: new Date(Date.now() + 3_600_000).toISOString(),
    roomShopIds: shops.map((shop) => shop.shopId),
    items: [
      { variantId: items.get('散养鲜鸡蛋')!, poolId: town.eggPoolId },
      { variantId: items.get('抽纸')!, poolId: town.tissuePoolId },
      { variantId: items.get('阳光玫瑰葡萄')!, flashPriceFen: '2680' },
    ],
  });
  const { sessionId } = session;
  await refusedWith('checklist-open', host.api.live.startSession({ sessionId }));
  await stage.operator.api.live.checkHostIdentity({
    memberId: host.memberId,
    realName: '林阿珍',
    birthOn: '1985-06-01',
  });
  await host.api.live.tickCheck({ sessionId, item: 'self-review', isTicked: true });
  await host.api.live.startSession({ sessionId });
  await host.api.live.pinItem({ sessionId, sessionItemId: session.items[0]!.sessionItemId });
  stage.timeline.note('主播', '开播', `同播到 ${shops.length} 家门店的直播间`);
  return sessionId;
}

/** The prepared picture is published as a host would publish; a viewer in every room must receive video. */
async function showVideo(stage: Stage, town: Town, sessionId: string): Promise<() => void> {
  const stop = publishLoop(stage.installation.engines.media, sessionId);
  for (const shop of town.shops) {
    const room = await stage.operator.api.live.getRoom({ sessionId, shopId: shop.shopId });
    if (!room.playUrl) throw new Error(`No video address in ${shop.name}`);
    const bytes = await firstBytes(new URL(room.playUrl, stage.origin.replace('http', 'ws')));
    stage.timeline.note('街坊', `${shop.name} 直播间有画面`, `收到 ${bytes} 字节`);
  }
  return stop;
}

function firstBytes(address: URL): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    let bytes = 0;
    const timer = setTimeout(() => reject(new Error('No video within 10 s')), 10_000);
    socket.on('error', reject);
    socket.on('message', (data, isBinary) => {
      if (isBinary) bytes += (data as Buffer).length;
      if (bytes < 20_000) return;
      clearTimeout(timer);
      socket.close();
      resolve(bytes);
    });
  });
}

async function gather(stage: Stage, town: Town, sessionId: string, count: number): Promise<Person[]> {
  const shoppers: Person[] = [];
  const all = Array.from({ length: count }, (_, i) => i);
  await inGroups(all, async (i) => {
    const shopper = await signIn(stage, `街坊${i}`, `139${String(i + 1).padStart(8, '0')}`);
    shoppers[i] = shopper;
    const shop = town.shops[i % town.shops.length]!;
    await shopper.api.live.enterRoom({
      sessionId,
      shopId: shop.shopId,
      visitorKey: `visitor-${i}-${shopper.memberId}`,
    });
    if (i < town.shops.length * 10)
      await shopper.listen([`room:${sessionId}:${shop.shopId}`, `pool:${town.eggPoolId}`]);
    if (i % 20 === 0)
      await shopper.api.live.sendChat({ sessionId, shopId: shop.shopId, text: '鸡蛋什么时候到？' });
  });
  stage.timeline.note('街坊', `${count} 人进了四个直播间`, `${town.shops.length * 10} 人连着实时消息`);
  return shoppers;
}

/** Somebody orders, is distracted, and pays long after the hold is over; others never pay. */
async function orderAndForget(
  stage: Stage,
  town: Town,
  shoppers: readonly Person[],
  orders: PlacedOrder[],
): Promise<string> {
  const milk = town.items.get('鲜牛奶')!;
  const shop = town.shops[1]!.shopId;
  const order = (shopper: Person) =>
    shopper.api.ordering.placeOrder({
      lines: [{ goodsKey: `listing:${shop}:${milk}`, quantity: 1, priceFen: '1580' }],
      fulfil: { kind: 'pickup', pickupShopId: shop },
    });
  const late = shoppers.at(-1)!;
  const { orderGroupId } = await order(late);
  const { outTradeNo } = await late.api.ordering.prepay({ orderGroupId });
  orders.push({ shopper: late, orderGroupId, kind: 'late' });
  for (const shopper of shoppers.slice(-6, -1)) {
    const placed = await shopper.api.ordering.placeOrder({
      lines: [{ goodsKey: `pool:${town.eggPoolId}:${shop}`, quantity: 4, priceFen: '2490' }],
      fulfil: { kind: 'pickup', pickupShopId: shop },
    });
    orders.push({ shopper, orderGroupId: placed.orderGroupId, kind: 'unpaid' });
  }
  const progress = await stage.operator.api.supply.getPoolProgress({ poolId: town.eggPoolId });
  stage.timeline.note(
    '街坊',
    '5 人下单不付款，1 人忘了付',
    `集单已付 ${progress.paidQuantity} 件，占用 ${progress.heldQuantity} 件`,
  );
  return outTradeNo;
}

async function sellInRooms(
  stage: Stage,
  town: Town,
  sessionId: string,
  shoppers: readonly Person[],
  orders: PlacedOrder[],
): Promise<void> {
  const buyers = shoppers.slice(0, -6);
  await inGroups(
    buyers.map((_, i) => i),
    async (i) => {
      const shopper = buyers[i]!;
      const room = town.shops[i % town.shops.length]!;
      const kind = i % 12 === 5 ? 'tissue' : i % 3 === 2 ? 'stock' : 'egg';
      const line =
        kind === 'stock'
          ? stockLine(town, i)
          : await poolLine(shopper, kind === 'egg' ? town.eggPoolId : town.tissuePoolId, room.shopId);
      const key = `job-order-${i}-${shopper.memberId.slice(0, 8)}`;
      const input = {
        lines: [{ ...line, sessionId, roomShopId: room.shopId }],
        fulfil: await fulfilOf(shopper, town, i, line.goodsKey),
      };
      const placed = await placeAtPriceNow(shopper, input, key);
      if (!placed) return;
      const again = await shopper.api.ordering.placeOrder(placed.input, { idempotencyKey: key });
      if (again.orderGroupId !== placed.orderGroupId) throw new Error('A repeated order became a second one');
      const tradeNo = await payFor(stage, shopper, placed.orderGroupId);
      if (i % 10 === 0) await atCashier(stage, 'callback', { outTradeNo: tradeNo, times: 3 });
      orders.push({ shopper, orderGroupId: placed.orderGroupId, kind });
    },
  );
  const progress = await stage.operator.api.supply.getPoolProgress({ poolId: town.eggPoolId });
  stage.timeline.note(
    '街坊',
    `${orders.length} 张单`,
    `鸡蛋集单已付 ${progress.paidQuantity} 件，到第 ${progress.tierIndex + 1} 档`,
  );
}

type OrderInput = Parameters<Person['api']['ordering']['placeOrder']>[0];

/** A price that moved while the person looked is refused and shown again; they confirm the new one. Sold out means no. */
async function placeAtPriceNow(shopper: Person, input: OrderInput, key: string) {
  for (let tries = 0; tries < 5; tries += 1) {
    const line = input.lines[0]!;
    const goods = await shopper.api.ordering.getGoods({ goodsKey: line.goodsKey });
    const shown = {
      ...input,
      lines: [{ ...line, priceFen: line.sessionId && !goods.poolId ? line.priceFen : goods.priceFen }],
    };
    try {
      const placed = await shopper.api.ordering.placeOrder(shown, {
        idempotencyKey: tries === 0 ? key : `${key}-${tries}`,
      });
      return tries === 0 ? { ...placed, input: shown } : { ...placed, input: shown, key: `${key}-${tries}` };
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === 'sold-out' || code === 'pool-full') return null;
      if (code !== 'price-changed') throw error;
    }
  }
  throw new Error('The price moved five times in a row');
}

async function poolLine(shopper: Person, poolId: string, shopId: string) {
  const goods = await shopper.api.ordering.getGoods({ goodsKey: `pool:${poolId}:${shopId}` });
  return { goodsKey: goods.goodsKey, quantity: 1, priceFen: goods.priceFen };
}

/** Three kinds of stock in turn: one of three loaves that many want, grapes by weight, a far shop's loaf. */
function stockLine(town: Town, i: number) {
  const [hot, far] = [town.shops[0]!.shopId, town.shops[3]!.shopId];
  const loaf = town.items.get('全麦吐司')!;
  const grapes = town.items.get('阳光玫瑰葡萄')!;
  const lines = [
    { goodsKey: `listing:${hot}:${loaf}`, quantity: 1, priceFen: '1380' },
    { goodsKey: `listing:${hot}:${grapes}`, quantity: 1, priceFen: '2680' },
    { goodsKey: `listing:${far}:${loaf}`, quantity: 1, priceFen: '1350' },
  ] as const;
  return lines[Math.floor(i / 3) % lines.length]!;
}

/** The far shop's loaf is fetched at a neighbour who has the same on the shelf: it is served on behalf. */
function isFarLoaf(town: Town, goodsKey: string): boolean {
  return goodsKey.startsWith(`listing:${town.shops[3]!.shopId}:`);
}

async function fulfilOf(
  shopper: Person,
  town: Town,
  i: number,
  goodsKey: string,
): Promise<OrderInput['fulfil']> {
  if (isFarLoaf(town, goodsKey)) return { kind: 'pickup', pickupShopId: town.shops[2]!.shopId };
  if (i % 15 !== 7) return { kind: 'pickup', pickupShopId: town.shops[i % town.shops.length]!.shopId };
  const slots = await shopper.api.ordering.listSlots({});
  const { addressId } = await shopper.api.membership.addAddress({
    contactName: shopper.name,
    phone: shopper.phone,
    building: `桂花苑 ${i} 栋`,
    room: '301',
    ...near(i * 7 - 600, 500 - i * 5),
  });
  const free = slots.rows.find((slot) => slot.left > 0)!;
  return { kind: 'delivery', addressId, slotStart: free.slotStart };
}

async function checkEvening(
  stage: Stage,
  town: Town,
  shoppers: readonly Person[],
  sessionId: string,
): Promise<Guarantee[]> {
  const { api } = stage.operator;
  const progress = await api.supply.getPoolProgress({ poolId: town.eggPoolId });
  await until('the bar to move in every room', async () =>
    shoppers
      .slice(0, town.shops.length)
      .every((shopper) =>
        shopper
          .events('progress')
          .some(
            (event) => (event['progress'] as { paidQuantity: number }).paidQuantity === progress.paidQuantity,
          ),
      ),
  );
  const orders = await api.supply.listPurchaseOrders({ limit: 50 });
  const ofEggs = orders.rows.filter((order) => order.poolId === town.eggPoolId);
  const ofTissue = orders.rows.filter((order) => order.poolId === town.tissuePoolId);
  const loaves = await api.stock.listStock({ locationId: town.shops[0]!.locationId, q: '吐司' });
  await refusedWith('session-state', town.host.api.live.startSession({ sessionId }));
  return [
    { name: '越过成团量恰好一张采购单', held: ofEggs.length === 1, figures: `${ofEggs.length} 张` },
    {
      name: '没付款的不推动集单',
      held: ofTissue.length === 0 && progress.paidQuantity + progress.heldQuantity <= progress.cap,
      figures: `抽纸集单 ${ofTissue.length} 张采购单`,
    },
    { name: '集单越过两档', held: progress.tierIndex >= 1, figures: `已付 ${progress.paidQuantity} 件` },
    {
      name: '三个吐司卖不出第四个',
      held: loaves.rows[0]!.allocated + loaves.rows[0]!.held <= 3,
      figures: `分配 ${loaves.rows[0]!.allocated} 件，在库 ${loaves.rows[0]!.onHand} 件`,
    },
    {
      name: '进度到达每个直播间',
      held: true,
      figures: `${town.shops.length} 个直播间都收到 ${progress.paidQuantity} 件`,
    },
  ];
}

/** Runs work for a list, a bounded number at a time, in order of the list. */
export async function inGroups<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < list.length; at += together)
    await Promise.all(list.slice(at, at + together).map(work));
}
