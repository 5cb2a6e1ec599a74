import {
  BadgeAlert,
  ClipboardList,
  FileCheck,
  Hourglass,
  Layers,
  type LucideIcon,
  PackageX,
  ReceiptText,
  Route,
  Scale,
  ShoppingBag,
  TriangleAlert,
  Undo2,
} from 'lucide-react';
import { Card } from '../../../kit/parts/card.tsx';
import { Go } from '../../../kit/parts/go.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { TodoCard, type TodoCardProps } from '../../../kit/parts/todo-card.tsx';
import { type Todo, useTodoPath, type useTodos } from '../../parts/use-todos.ts';
import { useOverviewText } from '../../texts/overview.ts';

const looks: Record<Todo['kind'], { icon: LucideIcon; tone: NonNullable<TodoCardProps['tone']> }> = {
  'sums-differ': { icon: Scale, tone: 'bad' },
  'pool-short-of-threshold': { icon: Layers, tone: 'hot' },
  'purchase-order-unanswered': { icon: Hourglass, tone: 'honey' },
  'purchase-order-short': { icon: PackageX, tone: 'bad' },
  'orders-to-ship': { icon: ReceiptText, tone: 'info' },
  'wave-to-confirm': { icon: Route, tone: 'info' },
  'lines-to-pick': { icon: ClipboardList, tone: 'hot' },
  'claims-open': { icon: Undo2, tone: 'bad' },
  'statements-to-check': { icon: FileCheck, tone: 'ok' },
  'licence-expiring': { icon: BadgeAlert, tone: 'honey' },
  'refund-failed': { icon: TriangleAlert, tone: 'bad' },
  'stops-failed': { icon: TriangleAlert, tone: 'bad' },
  'pickups-waiting': { icon: ShoppingBag, tone: 'ok' },
};

/** The most urgent kinds get a card, as many as stand side by side; the rest a line. */
const shownCards = 5;

/** One card a kind of to-do, most urgent first; none at all is said too. */
export function TodoCards({ todos }: { todos: ReturnType<typeof useTodos> }) {
  const T = useOverviewText();
  const pathOf = useTodoPath();
  if (todos.isError && todos.data === undefined) {
    return (
      <Card isPanel>
        <ErrorState onRetry={() => void todos.refetch()} isBusy={todos.isFetching} />
      </Card>
    );
  }
  if (todos.data === undefined) {
    return (
      <Loading>
        <div className="overview-todos">
          {[0, 1, 2, 3, 4].map((card) => (
            <Skeleton key={card} h={130} r={12} />
          ))}
        </div>
      </Loading>
    );
  }
  if (todos.data.rows.length === 0) {
    return (
      <Card isPanel>
        <EmptyState text={T.allDone} />
      </Card>
    );
  }
  const rows = todos.data.rows;
  return (
    <>
      <div className="overview-todos">
        {rows.slice(0, shownCards).map((todo) => (
          <TodoCard
            key={todo.kind}
            {...looks[todo.kind]}
            count={todo.count}
            title={T.todo[todo.kind].title}
            worst={todo.worst}
            verb={T.todo[todo.kind].verb}
            to={pathOf(todo)}
          />
        ))}
      </div>
      {rows.length > shownCards && (
        <ul className="overview-more">
          {rows.slice(shownCards).map((todo) => (
            <li key={todo.kind}>
              <Go to={pathOf(todo)}>
                {T.todo[todo.kind].title} <b className="lb-num">{todo.count}</b>
              </Go>
              <small>{todo.worst}</small>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
