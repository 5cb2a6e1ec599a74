export { placeOrders } from './acts/place-orders.ts';
export type { OrderAnswer, OrderReceipt, OrderRequest } from './acts/order-request.ts';
export { keepPayUrl, openPayment, type OpenPayment } from './acts/open-payment.ts';
export { completePayments, type PaidOutcome, type PaidReport } from './acts/complete-payments.ts';
export { closePayment, takePaymentsToCheck } from './acts/check-payments.ts';
export { expireHolds, expiryBatch } from './acts/expire-holds.ts';
export { cancelOrder } from './acts/cancel-order.ts';
export { requestRefunds, type RefundRequest } from './acts/request-refunds.ts';
export { outcomeOf, settleRefunds, takeDueRefunds } from './acts/settle-refunds.ts';
export { readyPoolLines, refundFailedPool, settlePoolPrices } from './acts/pool-outcomes.ts';
export { addOrderEvents, recordWeights, setLineState } from './acts/fulfil-lines.ts';
export { putInCart, setCartQuantity } from './acts/put-in-cart.ts';
export { allianceOfTradeNo } from './acts/trade-number.ts';
export { goodsKeyOf, type GoodsRef } from './rules/goods-key.ts';
export type { GroupState, LineState } from './rules/line-state.ts';
export { lineStateName, refundReasonName } from './rules/state-names.ts';
export { getGoods } from './views/goods.ts';
export { listGoods } from './views/list-goods.ts';
export { getCart } from './views/cart.ts';
export { listSlots } from './views/slots.ts';
export { listMyOrders } from './views/my-orders.ts';
export { getMyOrder, getOrder } from './views/order-detail.ts';
export { listOrders } from './views/list-orders.ts';
export { findMyPayment } from './views/payment.ts';
export {
  describeGroups,
  describeLines,
  readyLines,
  type GroupBrief,
  type LineBrief,
} from './views/describe-orders.ts';
export type { OrderExtras, ReadExtras } from './views/extras.ts';
export { findEvents as listOrderEvents, type OrderEvent } from './store/events.ts';
export type { DuePayment } from './store/payments.ts';
export type { BundleOutcome } from './store/refunds.ts';
export type { AddressSnapshot, Fulfil, Line, Payment, PaymentState } from './tables.ts';
export { refundSums, type RefundSum } from './views/refund-sums.ts';
export { orderingTodos, type OrderingTodo } from './views/ordering-todos.ts';
