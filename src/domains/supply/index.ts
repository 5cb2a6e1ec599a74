export { addSupplier, updateSupplier } from './acts/keep-suppliers.ts';
export { addOffer, updateOffer } from './acts/keep-offers.ts';
export { openPool } from './acts/open-pool.ts';
export { closePoolNow, prolongPool } from './acts/move-cut-off.ts';
export { closeDuePools } from './acts/close-due-pools.ts';
export { lockPools, type PoolForIntake } from './acts/lock-pools.ts';
export { holdCommitments } from './acts/hold-commitments.ts';
export { payCommitments } from './acts/pay-commitments.ts';
export { cancelCommitments, releaseCommitments } from './acts/end-commitments.ts';
export { answerPurchaseOrder } from './acts/answer-purchase-order.ts';
export { receiveGoods } from './acts/receive-goods.ts';
export { nextNumber, nextNumbers } from './acts/next-number.ts';
export { getPoolProgress, type PoolProgress } from './views/progress.ts';
export { describePools, type PoolBrief } from './views/pools.ts';
export { openPoolsForSale } from './views/pools-for-sale.ts';
export { checkPools } from './views/pool-differences.ts';
export { poolOutcome, type PoolOutcome } from './views/pool-outcome.ts';
export { reorderTerms, type ReorderTerms } from './views/reorder-terms.ts';
export { boughtCosts } from './views/bought-costs.ts';
export { poolByShop } from './views/pool-cards.ts';
export { listPools } from './views/pool-board.ts';
export { getPool, listMilestones } from './views/pool-history.ts';
export { listSuppliers } from './views/suppliers.ts';
export { listOffers } from './views/offers.ts';
export {
  describePurchaseOrder,
  getPurchaseOrder,
  listPurchaseOrders,
  type PurchaseOrder,
} from './views/purchase-orders.ts';
export { previewReceipt } from './views/receipt-preview.ts';
export { whereReceived } from './views/where-received.ts';
export type { Tier } from './rules/tier-price.ts';
export { poolTally, supplyTodos, type SupplyTodo } from './views/supply-todos.ts';
