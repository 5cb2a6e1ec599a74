import { contract } from '../../contract/index.ts';
import { countStock, listLocations, listMovements, listStock } from '../domains/stock/index.ts';
import { act, read, type Door } from './route.ts';

export function stockDoors(): Door[] {
  const { stock } = contract;
  return [
    read(stock.listLocations, async (db) => ({ rows: await listLocations(db) })),
    read(stock.listStock, (db, input) => listStock(db, input)),
    read(stock.listMovements, (db, input) => listMovements(db, input)),
    act(stock.countStock, (tx, input) => countStock(tx, input)),
  ];
}
