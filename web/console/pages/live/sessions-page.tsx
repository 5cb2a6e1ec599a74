import { Plus } from 'lucide-react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { useNavigation } from '../../../kit/parts/go.tsx';
import { Tabs } from '../../../kit/parts/tabs.tsx';
import { usePages } from '../../../kit/use-api.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { GoodsLabel } from '../../parts/goods-name.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { useMe } from '../../parts/session.tsx';
import { useSearch } from '../../parts/use-search.ts';
import { useLiveText } from '../../texts/live.ts';
import { useLivePlanText } from '../../texts/live-plan.ts';
import { ScheduleDrawer } from './plan-drawer.tsx';
import { SessionTag } from './session-tag.tsx';
import type { SessionCard, SessionState } from './session-types.ts';

const states = ['scheduled', 'live', 'ended', 'cancelled'] as const;

/** Sessions by state: what comes, what runs, what was. */
export function SessionsPage() {
  const T = useLiveText();
  const P = useLivePlanText();
  const me = useMe();
  const { get, set } = useSearch();
  const { go } = useNavigation();
  const state = states.find((one) => one === get('state')) ?? 'scheduled';
  const list = usePages('live', 'listSessions', { state });
  const maySchedule = me.roles.includes('operator') || me.roles.includes('shop');
  return (
    <ConsolePage title={T.sessions}>
      <div className="filter-bar">
        <Tabs<SessionState>
          label={T.sessions}
          tabs={states.map((key) => ({ key, label: T.states[key] }))}
          current={state}
          onChange={(next) => set({ state: next })}
        />
        {maySchedule && (
          <Button size="s" icon={Plus} onClick={() => set({ new: '1' }, { push: true })}>
            {P.schedule}
          </Button>
        )}
      </div>
      <ListTable
        label={T.sessions}
        columns={useColumns(state)}
        rows={list.rows}
        rowKey={({ sessionId }) => sessionId}
        onOpen={({ sessionId }) => go(`/live/${sessionId}`)}
        isError={list.isError}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isMoreComing={list.isMoreComing}
        onMore={list.more}
        empty={{ text: T.empty[state] }}
      />
      {maySchedule && get('new') !== undefined && (
        <ScheduleDrawer
          onClose={() => set({ new: undefined })}
          onScheduled={() => set({ new: undefined, state: 'scheduled' })}
        />
      )}
    </ConsolePage>
  );
}

function useColumns(state: SessionState): Column<SessionCard>[] {
  const T = useLiveText();
  const F = useFormat();
  return [
    {
      key: 'session',
      title: T.session,
      cell: ({ title, hostShopName, coverPictureKeys }) => (
        <GoodsLabel pictureKey={coverPictureKeys[0] ?? 'basket'} title={title} note={hostShopName} />
      ),
    },
    { key: 'host', title: T.host, cell: ({ hostName }) => hostName },
    {
      key: 'when',
      title: T.when,
      cell: ({ startsAt, plannedEndAt }) => (
        <span className="nowrap">{T.span(F.day(startsAt), F.clock(startsAt), F.clock(plannedEndAt))}</span>
      ),
    },
    { key: 'rooms', title: T.rooms, isNumber: true, cell: ({ roomCount }) => roomCount },
    state === 'live'
      ? { key: 'viewers', title: T.viewers, isNumber: true, cell: ({ viewers }) => F.count(viewers) }
      : {
          key: 'reminders',
          title: T.reminders,
          isNumber: true,
          cell: ({ reminderCount }) => F.count(reminderCount),
        },
    { key: 'state', title: T.state, cell: ({ state: at }) => <SessionTag state={at} /> },
  ];
}
