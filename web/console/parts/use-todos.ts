import type { insight } from '../../../contract/insight.ts';
import type { WireOutput } from '../../../contract/endpoint.ts';
import { usePlace } from './session.tsx';
import { useRead } from '../../kit/use-api.ts';

export type Todo = WireOutput<typeof insight.listTodos>['rows'][number];
/** How many of each kind of to-do wait. */
export type Waiting = Partial<Record<Todo['kind'], number>>;

/** What needs this person: the whole alliance for operators, their shop for shop people, nothing for others. */
export function useTodos() {
  const { shopId, isWhole } = usePlace();
  return useRead('insight', 'listTodos', shopId === undefined ? {} : { shopId }, {
    enabled: isWhole || shopId !== undefined,
    refetchInterval: 60_000,
  });
}

export function useWaiting(): Waiting {
  const { data } = useTodos();
  return Object.fromEntries((data?.rows ?? []).map((todo) => [todo.kind, todo.count]));
}

/** Where a to-do is dealt with: waves are the operator's work, shops look at the orders themselves. */
export function useTodoPath(): (todo: Todo) => string {
  const { isWhole } = usePlace();
  return ({ kind, href }) => (kind === 'orders-to-ship' && !isWhole ? '/orders?state=paid' : href);
}
