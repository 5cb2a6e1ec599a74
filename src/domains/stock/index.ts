export { addLocation } from './acts/add-location.ts';
export { allocateStock, returnStock, unallocateStock } from './acts/allocate-stock.ts';
export { countStock } from './acts/count-stock.ts';
export { commitHolds, lockCounters, placeHolds, releaseHolds, type Hold } from './acts/hold-stock.ts';
export { receiveStock } from './acts/receive-stock.ts';
export { shipStock } from './acts/ship-stock.ts';
export { transferStock } from './acts/transfer-stock.ts';
export { writeOffExpired } from './acts/write-off-expired.ts';
export {
  selectLocations as listLocations,
  selectLocationsOfShops as locationOfShop,
} from './store/locations.ts';
export { availableStock, checkCounters, type StockLevel } from './views/available-stock.ts';
export type { Counter } from './rules/stock-law.ts';
export type { Location, StockRow } from './tables.ts';
export { shelfDays, type ShelfDay } from './views/shelf-days.ts';
export { listMovements, listStock } from './views/stock-list.ts';
export { soonestExpiries } from './views/soonest-expiries.ts';
