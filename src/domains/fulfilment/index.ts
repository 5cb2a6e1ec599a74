export { gatherWave, planWave, type PreparedWave } from './acts/plan-wave.ts';
export {
  askForWave,
  finishPlanning,
  refusePlanning,
  tellPlanning,
  wantedWave,
  type PlanningProgress,
} from './acts/plan-in-background.ts';
export { describePlanning } from './views/wave-plannings.ts';
export { overrideAllocation } from './acts/override-allocation.ts';
export { confirmWave } from './acts/confirm-wave.ts';
export { pickAll, pickLine } from './acts/pick-lines.ts';
export { startRoute } from './acts/start-route.ts';
export { completeStop } from './acts/complete-stop.ts';
export { redeemPickup } from './acts/redeem-pickup.ts';
export { checkClaim, openClaim } from './acts/open-claim.ts';
export { decideClaim } from './acts/decide-claim.ts';
export { noticeArrival } from './acts/notice-arrival.ts';
export { noticeNextStop } from './acts/notice-next-stop.ts';
export { describeWave, getWave, listWaves } from './views/waves.ts';
export { listShopWaves } from './views/shop-waves.ts';
export { getPickingList } from './views/picking-list.ts';
export { getLabels } from './views/labels.ts';
export { getRoute, listMyRoutes } from './views/routes.ts';
export { listPickups } from './views/pickups.ts';
export { getTracking } from './views/tracking.ts';
export { claimPhotoKey, describeClaim, listClaims } from './views/claims.ts';
export { readOrderExtras } from './views/order-extras.ts';
export { fulfilmentTodos, type FulfilmentTodo } from './views/fulfilment-todos.ts';
