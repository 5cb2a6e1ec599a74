import type { Output } from '../../../../contract/endpoint.ts';
import type { insight } from '../../../../contract/insight.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { fulfilmentTodos } from '../../fulfilment/index.ts';
import { orderingTodos } from '../../ordering/index.ts';
import { statementsToCheck } from '../../settlement/index.ts';
import { supplyTodos } from '../../supply/index.ts';
import { differenceTodo } from './differences.ts';

type Todo = Output<typeof insight.listTodos>['rows'][number];

/** Where in the console each is dealt with. */
export const todoPages: Readonly<Record<Todo['kind'], string>> = {
  'sums-differ': '/self-check',
  'pool-short-of-threshold': '/pools?tab=closing',
  'purchase-order-unanswered': '/purchase-orders?state=final',
  'purchase-order-short': '/purchase-orders?state=confirmed',
  'orders-to-ship': '/waves',
  'wave-to-confirm': '/waves',
  'lines-to-pick': '/waves',
  'claims-open': '/orders/claims',
  'statements-to-check': '/statements',
  'licence-expiring': '/suppliers',
  'refund-failed': '/orders',
  'stops-failed': '/waves',
  'pickups-waiting': '/pickups',
};

/**
 * What needs a person now, most urgent first: of the whole alliance, or of one shop. Kinds with nothing to do are
 * absent.
 */
export async function listTodos(db: Reader, shopId: string | null): Promise<Todo[]> {
  const statements = await statementsToCheck(db, shopId ? [shopId] : null);
  const found: Omit<Todo, 'href'>[] = [
    ...(shopId ? [] : [await differenceTodo(db), ...(await supplyTodos(db))]),
    ...(await orderingTodos(db, shopId)),
    ...(await fulfilmentTodos(db, shopId)),
    { kind: 'statements-to-check', ...statements, dueAt: null },
  ];
  return found
    .filter((todo) => todo.count > 0)
    .map((todo) => ({ ...todo, href: todoPages[todo.kind] }))
    .sort((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity));
}
