import { checkBooks, settle, until, type Guarantee } from './guarantees.ts';
import type { Evening } from './evening.ts';
import type { Stage } from './stage.ts';
import type { Town } from './town.ts';

const finalStates = new Set(['released', 'done', 'cancelled', 'refunded']);

export interface Closing {
  readonly guarantees: readonly Guarantee[];
  readonly statements: readonly { readonly party: string; readonly dueFen: string }[];
}

/** Period close and the sums over everything. */
export async function closeBooks(stage: Stage, town: Town, evening: Evening): Promise<Closing> {
  const { api } = stage.operator;
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await settle(stage);
  const closed = await api.settlement.closePeriod({ fromDay: day, toDay: day });
  stage.timeline.note('运营', '结账', `${closed.made} 张对账单`);
  const statements = await api.settlement.listStatements({ limit: 100 });
  const orders = await allOrders(evening);
  const guarantees = [
    await checkBooks(stage, '结账之后'),
    ordersAreFinal(orders),
    await poolConserves(stage, town),
    await moneyIsExplained(stage, orders),
    await nothingOversold(stage, town),
    await refundsArrived(evening),
    await statementsTrace(
      stage,
      statements.rows.map((row) => row.statementId),
    ),
  ];
  await town.shops[0]!.owner.api.settlement.agreeStatement({
    statementId: statements.rows.find((row) => row.party.partyId === town.shops[0]!.shopId)!.statementId,
  });
  stage.timeline.note('门店', '确认对账单', town.shops[0]!.name);
  return {
    guarantees,
    statements: statements.rows.map((row) => ({ party: row.party.name, dueFen: row.dueFen })),
  };
}

type Order = Awaited<ReturnType<Evening['shoppers'][number]['api']['ordering']['getMyOrder']>>;

async function allOrders(evening: Evening): Promise<Order[]> {
  const orders: Order[] = [];
  for (const { shopper, orderGroupId } of evening.orders)
    orders.push(await shopper.api.ordering.getMyOrder({ orderGroupId }));
  return orders;
}

function ordersAreFinal(orders: readonly Order[]): Guarantee {
  const open = orders
    .flatMap((order) => order.shopOrders.flatMap((one) => one.lines))
    .filter((line) => !finalStates.has(line.state));
  const states = [...new Set(open.map((line) => line.state))].join('、');
  return {
    name: '每张单都有结局',
    held: open.length === 0,
    figures: open.length === 0 ? `${orders.length} 张` : `${open.length} 行停在 ${states}`,
  };
}

async function poolConserves(stage: Stage, town: Town): Promise<Guarantee> {
  const pool = await stage.operator.api.supply.getPool({ poolId: town.eggPoolId });
  const byShop = pool.byShop.reduce((sum, shop) => sum + shop.paid, 0);
  return {
    name: '集单进度等于各店已付认购之和',
    held:
      byShop === pool.progress.paidQuantity &&
      pool.progress.paidQuantity <= pool.progress.cap &&
      pool.progress.heldQuantity === 0,
    figures: `进度 ${pool.progress.paidQuantity}，各店合计 ${byShop}，上限 ${pool.progress.cap}`,
  };
}

/** What shoppers paid and did not get back lies, to the fen, in the accounts of the parties. */
async function moneyIsExplained(stage: Stage, orders: readonly Order[]): Promise<Guarantee> {
  const books = await stage.operator.api.settlement.getTrialBalance({});
  const kept = orders
    .filter((order) => order.paidAt !== null || order.refunds.length > 0)
    .reduce((sum, order) => sum + BigInt(order.totalFen) - BigInt(order.refundedFen), 0n);
  const provider = books.accounts
    .filter((account) => account.party.partyKind === 'provider')
    .reduce((sum, account) => sum + BigInt(account.balanceFen), 0n);
  const others = books.accounts
    .filter((account) => account.party.partyKind !== 'provider')
    .reduce((sum, account) => sum + BigInt(account.balanceFen), 0n);
  return {
    name: '实收等于各方所得之和',
    held: provider === -kept && others === kept,
    figures: `实收 ${kept} 分，支付通道 ${provider} 分，各方 ${others} 分`,
  };
}

async function nothingOversold(stage: Stage, town: Town): Promise<Guarantee> {
  const { api } = stage.operator;
  let wrong = 0;
  for (const locationId of [stage.hubId, ...town.shops.map((shop) => shop.locationId)]) {
    const stock = await api.stock.listStock({ locationId, limit: 200 });
    wrong += stock.rows.filter((row) => row.available < 0 || row.held !== 0 || row.allocated !== 0).length;
  }
  return { name: '没有超卖，没有剩下的占用', held: wrong === 0, figures: `${wrong} 个计数器不对` };
}

async function refundsArrived(evening: Evening): Promise<Guarantee> {
  const open = async () => {
    const refunds = await Promise.all(
      evening.orders.map(
        async ({ shopper, orderGroupId }) =>
          (await shopper.api.ordering.getMyOrder({ orderGroupId })).refunds,
      ),
    );
    return refunds.flat().filter((refund) => refund.state === 'failed').length;
  };
  await until('refunds not to fail', async () => (await open()) === 0, 5_000).catch(() => undefined);
  const failed = await open();
  return { name: '没有失败的退款', held: failed === 0, figures: `${failed} 笔失败` };
}

/** Every sum of every statement is the sum of the lines behind it. */
async function statementsTrace(stage: Stage, statementIds: readonly string[]): Promise<Guarantee> {
  const { api } = stage.operator;
  let wrong = 0;
  let lines = 0;
  for (const statementId of statementIds) {
    const statement = await api.settlement.getStatement({ statementId });
    const sums = new Map<string, bigint>();
    let cursor: string | undefined;
    do {
      const page = await api.settlement.listStatementLines({
        statementId,
        limit: 200,
        ...(cursor ? { cursor } : {}),
      });
      for (const row of page.rows) sums.set(row.item, (sums.get(row.item) ?? 0n) + BigInt(row.amountFen));
      lines += page.rows.length;
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    for (const line of statement.lines) if (sums.get(line.item) !== BigInt(line.amountFen)) wrong += 1;
    const due = [...sums.values()].reduce((sum, part) => sum + part, 0n);
    if (due !== BigInt(statement.dueFen)) wrong += 1;
  }
  return {
    name: '对账单逐笔可追',
    held: wrong === 0,
    figures: `${statementIds.length} 张，${lines} 笔，${wrong} 处不符`,
  };
}
