import sharp from 'sharp';
import { checkBooks, settle, until, type Guarantee } from './guarantees.ts';
import type { Evening } from './evening.ts';
import { atCashier } from './pay.ts';
import type { Person } from './person.ts';
import { arrive } from './person.ts';
import { slug, type Stage } from './stage.ts';
import type { Town } from './town.ts';

/** The day after: cut-off, supplier, short delivery, wave, routes, doors and pickup points, claims. */
export async function nextDay(stage: Stage, town: Town, evening: Evening): Promise<Guarantee[]> {
  const guarantees: Guarantee[] = [];
  await cancelAfterCrossing(stage, town, evening);
  await payLate(stage, evening);
  guarantees.push(await checkBooks(stage, '付款与取消之后'));
  const purchaseOrderId = await cutOff(stage, town);
  guarantees.push(await checkBooks(stage, '截单与未成团退款之后'));
  await supplierConfirms(stage, purchaseOrderId);
  await receiveShort(stage, purchaseOrderId);
  guarantees.push(await checkBooks(stage, '收货与短缺之后'));
  guarantees.push(await deliver(stage, town, evening));
  guarantees.push(await checkBooks(stage, '交付之后'));
  await claimBadFruit(stage, town, evening);
  guarantees.push(await checkBooks(stage, '坏果赔付之后'));
  return guarantees;
}

async function cancelAfterCrossing(stage: Stage, town: Town, evening: Evening): Promise<void> {
  const [order] = evening.orders.filter((one) => one.kind === 'egg');
  const before = await stage.operator.api.supply.getPoolProgress({ poolId: town.eggPoolId });
  await order!.shopper.api.ordering.cancelOrder({ orderGroupId: order!.orderGroupId });
  const after = await stage.operator.api.supply.getPoolProgress({ poolId: town.eggPoolId });
  stage.timeline.note(
    '街坊',
    '越过成团量后取消一单',
    `已付 ${before.paidQuantity} → ${after.paidQuantity} 件，原路退款`,
  );
}

async function payLate(stage: Stage, evening: Evening): Promise<void> {
  const late = evening.orders.find((one) => one.kind === 'late')!;
  await until(
    'unpaid orders to be closed',
    async () => {
      const states = await Promise.all(
        evening.orders
          .filter((one) => one.kind === 'late' || one.kind === 'unpaid')
          .map((one) => one.shopper.api.ordering.getMyOrder({ orderGroupId: one.orderGroupId })),
      );
      return states.every((order) => order.state === 'closed');
    },
    60_000,
  );
  await atCashier(stage, 'pay', { outTradeNo: evening.lateTradeNo, late: true });
  await until('the late payment to be settled', async () => {
    const order = await late.shopper.api.ordering.getMyOrder({ orderGroupId: late.orderGroupId });
    return order.paidAt !== null || order.refunds.length > 0;
  });
  const order = await late.shopper.api.ordering.getMyOrder({ orderGroupId: late.orderGroupId });
  stage.timeline.note('街坊', '超时后才付款', order.refunds.length > 0 ? '自动退款' : '货还在，重新占用');
}

async function cutOff(stage: Stage, town: Town): Promise<string> {
  const { api } = stage.operator;
  await api.supply.closePoolNow({ poolId: town.tissuePoolId });
  const closed = await api.supply.closePoolNow({ poolId: town.eggPoolId });
  await settle(stage);
  const purchaseOrderId = closed.purchaseOrder!.purchaseOrderId;
  const order = await api.supply.getPurchaseOrder({ purchaseOrderId });
  stage.timeline.note(
    '运营',
    '截单',
    `抽纸未成团全额退款；鸡蛋 ${order.number} 最终 ${order.finalQuantity} 件，箱规余数 ${order.surplusQuantity} 件入库`,
  );
  return purchaseOrderId;
}

/** The supplier has no account: only the link. */
async function supplierConfirms(stage: Stage, purchaseOrderId: string): Promise<void> {
  const { supplierLink } = await stage.operator.api.supply.getPurchaseOrder({ purchaseOrderId });
  const token = new URL(supplierLink!, stage.origin).pathname.split('/').at(-1)!;
  const supplier = arrive(stage.origin, slug, '供应商', '');
  const order = await supplier.api.supply.getSupplierOrder({ token });
  await supplier.api.supply.answerSupplierOrder({ token, answer: 'confirm', note: '明早六点发车' });
  stage.timeline.note(
    '供应商',
    '用链接确认采购单',
    `${order.number} ${order.finalQuantity} 件，看不到任何街坊`,
  );
}

/** Five pieces fewer arrive than were ordered. */
async function receiveShort(stage: Stage, purchaseOrderId: string): Promise<void> {
  const { api } = stage.operator;
  const order = await api.supply.getPurchaseOrder({ purchaseOrderId });
  const quantity = order.finalQuantity! - 8;
  const preview = await api.supply.previewReceipt({ purchaseOrderId, quantity });
  const receipt = await api.supply.receiveGoods({
    purchaseOrderId,
    locationId: stage.hubId,
    quantity,
    batch: 'A1124',
    expiresOn: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10),
  });
  await settle(stage);
  const same = preview.shortQuantity === receipt.shortQuantity;
  stage.timeline.note(
    '运营',
    `收货短 ${receipt.shortQuantity} 件`,
    `先付先得，${receipt.refundedLines} 行退款，与预览${same ? '一致' : '不一致'}`,
  );
}

async function deliver(stage: Stage, town: Town, evening: Evening): Promise<Guarantee> {
  const { api } = stage.operator;
  const slots = await api.ordering.listSlots({});
  const departsAt = slots.rows[0]!.slotStart;
  const wave = await api.fulfilment.planWave({
    departsAt,
    courierMemberIds: town.couriers.map((courier) => courier.memberId),
  });
  const planned = await api.fulfilment.getWave({ waveId: wave.waveId });
  stage.timeline.note(
    '运营',
    `规划波次 ${wave.number}`,
    `${wave.orderCount} 单 ${wave.parcelCount} 个包裹，${planned.routes.length} 条线路共 ${(wave.totalMetre / 1_000).toFixed(1)} km，代发 ${wave.onBehalfCount} 行，未能分配 ${wave.unserved.length} 行`,
  );
  await api.fulfilment.confirmWave({ waveId: wave.waveId });
  await pick(stage, wave.waveId);
  await drive(stage, town);
  await handOver(stage, town, evening);
  const onBehalf = planned.allocations.filter((allocation) => allocation.isOnBehalf);
  const explained = planned.allocations.every(
    (allocation) => BigInt(allocation.explanation.chosen.costFen) >= 0n,
  );
  return {
    name: '有邻店代发，每行都说得出为什么',
    held: onBehalf.length > 0 && explained && wave.unserved.length === 0,
    figures: `${planned.allocations.length} 行，${onBehalf.length} 行代发，${wave.unserved.length} 行没货`,
  };
}

/** Everything by weight comes out 6 % light: the difference is refunded. */
async function pick(stage: Stage, waveId: string): Promise<void> {
  const { api } = stage.operator;
  const list = await api.fulfilment.getPickingList({ waveId });
  let refundFen = 0n;
  let weighed = 0;
  for (const line of list.locations.flatMap((location) => location.lines)) {
    if (line.soldBy !== 'gram') continue;
    const picked = await api.fulfilment.pickLine({
      waveId,
      orderLineId: line.orderLineId,
      actualGram: Math.round(line.nominalGram! * line.quantity * 0.94),
    });
    refundFen += BigInt(picked.refundFen);
    weighed += 1;
  }
  const rest = await api.fulfilment.pickAll({ waveId });
  const labels = await api.fulfilment.getLabels({ waveId });
  stage.timeline.note(
    '拣货',
    `${rest.picked} 行按件，${weighed} 行称重`,
    `称重退差 ${refundFen} 分，${labels.rows.length} 张袋签`,
  );
}

async function drive(stage: Stage, town: Town): Promise<void> {
  for (const courier of town.couriers) {
    const { rows } = await courier.api.fulfilment.listMyRoutes({});
    for (const route of rows) {
      await courier.api.fulfilment.startRoute({ routeId: route.routeId });
      for (const stop of route.stops) {
        await courier.api.fulfilment.completeStop({
          stopId: stop.stopId,
          outcome: 'done',
          doneAt: new Date().toISOString(),
        });
      }
      stage.timeline.note(
        '配送员',
        `跑完线路 ${route.number}`,
        `${route.stops.length} 站，${(route.lengthMetre / 1_000).toFixed(1)} km`,
      );
    }
  }
}

async function handOver(stage: Stage, town: Town, evening: Evening): Promise<void> {
  let redeemed = 0;
  for (const { shopper, orderGroupId, kind } of evening.orders) {
    if (kind === 'unpaid') continue;
    const { rows } = await shopper.api.fulfilment.getTracking({ orderGroupId });
    for (const parcel of rows) {
      if (parcel.fulfilKind !== 'pickup' || parcel.state !== 'at-pickup' || !parcel.pickupCode) continue;
      const shop = town.shops.find((one) => one.name === parcel.pickupPointName)!;
      await shop.owner.api.fulfilment.redeemPickup({ shopId: shop.shopId, code: parcel.pickupCode });
      redeemed += 1;
    }
  }
  await settle(stage);
  stage.timeline.note('门店', '凭自提码核销', `${redeemed} 单`);
}

async function claimBadFruit(stage: Stage, town: Town, evening: Evening): Promise<void> {
  const grapes = town.items.get('阳光玫瑰葡萄');
  const found = await findDone(evening, (line) => line.variantId === grapes);
  if (!found) throw new Error('Nobody got grapes to complain about');
  const bytes = await sharp({ create: { width: 320, height: 320, channels: 3, background: '#6b4a1f' } })
    .jpeg()
    .toBuffer();
  const claim = await found.shopper.api.fulfilment.openClaim(
    { orderLineId: found.orderLineId, reason: 'bad-fruit', quantity: 1, note: '底下几颗软了' },
    { file: new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }) },
  );
  const owner = town.shops[0]!.owner;
  const decided = await owner.api.fulfilment.decideClaim({
    claimId: claim.claimId,
    accept: true,
    refundFen: claim.askedFen,
    note: '对不住，退给您',
  });
  await settle(stage);
  stage.timeline.note('门店', '坏果拍照退款', `${decided.refundFen} 分，由 ${decided.liable} 承担`);
}

type Line = Awaited<
  ReturnType<Person['api']['ordering']['getMyOrder']>
>['shopOrders'][number]['lines'][number];

async function findDone(evening: Evening, wanted: (line: Line) => boolean) {
  for (const { shopper, orderGroupId } of evening.orders) {
    const order = await shopper.api.ordering.getMyOrder({ orderGroupId });
    const line = order.shopOrders
      .flatMap((one) => one.lines)
      .find((one) => one.state === 'done' && wanted(one));
    if (line) return { shopper, orderLineId: line.orderLineId };
  }
  return null;
}
