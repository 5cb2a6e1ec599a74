import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Segmented } from '../../../kit/parts/choices.tsx';
import { Say } from '../../../kit/parts/say.tsx';
import { ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { useFormat } from '../../../kit/format/use-format.ts';
import { calendar } from '../../../kit/format/time.ts';
import { useNow } from '../../../kit/use-now.ts';
import { ButtonGo } from '../../parts/button-go.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { mayDo, useMe, usePlace } from '../../parts/session.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { useNews } from '../../parts/use-news.ts';
import { type Todo, useTodos } from '../../parts/use-todos.ts';
import { useOverviewText } from '../../texts/overview.ts';
import { LivePanel, useLiveNow } from './live-panel.tsx';
import { PoolsPanel } from './pools-panel.tsx';
import { SalesPanel } from './sales-panel.tsx';
import { ShopsPanel } from './shops-panel.tsx';
import { TodoCards } from './todo-cards.tsx';
import './overview.css';

export type Range = 'today' | 'week' | 'month';
const soonMs = 30 * 60_000;

/** What needs me first, then what happens now: rooms, pools, money, shops. */
export function OverviewPage() {
  const T = useOverviewText();
  const me = useMe();
  const { isWhole, shopId } = usePlace();
  const [range, setRange] = useState<Range>('today');
  const read = useRead('insight', 'getOverview', { range, ...(shopId !== undefined && { shopId }) });
  const todos = useTodos();
  useNews(isWhole ? 'overview' : `shop:${shopId}`, 'insight');
  return (
    <ConsolePage title={T.title} note={<Clock shops={read.data?.shops.length} />}>
      <div className="overview-head">
        <Greeting name={me.name} todos={todos.data?.rows} pools={read.data?.pools.running} />
        <Segmented
          label={T.range}
          value={range}
          onChange={setRange}
          options={[
            { value: 'today', label: T.today },
            { value: 'week', label: T.week },
            { value: 'month', label: T.month },
          ]}
        />
        {mayDo(me, 'pooling') && (
          <ButtonGo to="/pools?new=1" icon={Plus}>
            {T.newPool}
          </ButtonGo>
        )}
      </div>
      <TodoCards todos={todos} />
      {read.isError && read.data === undefined ? (
        <div className="lb-card lb-panel">
          <ErrorState onRetry={() => void read.refetch()} isBusy={read.isFetching} />
        </div>
      ) : (
        <div className="overview-columns">
          <div>
            <LivePanel />
            {read.data === undefined ? <Waiting h={330} /> : <SalesPanel overview={read.data} />}
          </div>
          <div>
            <PoolsPanel />
            {read.data === undefined ? <Waiting h={240} /> : <ShopsPanel overview={read.data} />}
          </div>
        </div>
      )}
    </ConsolePage>
  );
}

function Clock({ shops }: { shops: number | undefined }) {
  const T = useOverviewText();
  const F = useFormat();
  const now = useNow();
  const { month, day, weekday } = calendar(now);
  return T.clock(month, day, F.weekday(weekday), F.clock(now), shops);
}

function Greeting({
  name,
  todos,
  pools,
}: {
  name: string;
  todos: readonly Todo[] | undefined;
  pools: number | undefined;
}) {
  const T = useOverviewText();
  const now = useNow();
  const live = useLiveNow();
  const hour = Math.floor((((now / 3_600_000 + 8) % 24) + 24) % 24);
  const soon = (todos ?? []).filter(
    ({ dueAt }) => dueAt !== null && new Date(dueAt).getTime() - now < soonMs,
  ).length;
  return (
    <div className="overview-greeting">
      <h2>{T.greeting(hour, name)}</h2>
      <p>
        <Say text={T.situation(live?.length ?? 0, pools ?? 0, soon)} tone="hot" />
      </p>
    </div>
  );
}

function Waiting({ h }: { h: number }) {
  return (
    <div className="lb-card lb-panel overview-waiting">
      <Loading>
        <Skeleton h={20} w={120} />
        <Skeleton h={h} />
      </Loading>
    </div>
  );
}
