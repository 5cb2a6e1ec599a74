import { ChevronLeft, ChevronRight, Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { IconButton } from '../../../kit/parts/icon-button.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { useMe } from '../../parts/session.tsx';
import { useSearch } from '../../parts/use-search.ts';
import { useRotaText } from '../../texts/rota.ts';
import { AddSlotsDrawer } from './add-slots-drawer.tsx';
import { HostDrawer } from './host-drawer.tsx';
import { HostList } from './host-list.tsx';
import { RunStrip } from './run-strip.tsx';
import { daysOf, type Rota, today, weeksLater } from './shapes.ts';
import { SlotDrawer } from './slot-drawer.tsx';
import './rota.css';

const RotaCalendar = lazy(() =>
  import('./rota-calendar.tsx').then(({ RotaCalendar: Part }) => ({ default: Part })),
);

/** How often a planning under way is looked at. */
const pollMs = 1_000;

/** A week of slots: who hosts which, what is wrong, who could step in. */
export function RotaPage() {
  const T = useRotaText();
  const F = useFormat();
  const me = useMe();
  const { get, set } = useSearch();
  const day = get('day') ?? today();
  const read = useRead('rota', 'getRota', { day }, { keepsPrevious: true });
  const isPlanning = isUnderWay(read.data);
  useRead(
    'rota',
    'getRota',
    { day },
    { enabled: isPlanning, ...(isPlanning && { refetchInterval: pollMs }) },
  );
  const mayPlan = me.roles.includes('operator');
  const days = read.data ? daysOf(read.data.weekStart) : [];
  const [first, last] = [days[0], days.at(-1)];
  return (
    <ConsolePage
      title={T.rota}
      note={first !== undefined && last !== undefined && T.week(F.day(noon(first)), F.day(noon(last)))}
    >
      <div className="filter-bar rota-bar">
        <span className="rota-weeks">
          <IconButton icon={ChevronLeft} label={T.before} onClick={() => set({ day: weeksLater(day, -1) })} />
          <IconButton icon={ChevronRight} label={T.after} onClick={() => set({ day: weeksLater(day, 1) })} />
        </span>
        {read.data && <RunStrip rota={read.data} day={day} mayPlan={mayPlan} />}
        {mayPlan && (
          <Button size="s" kind="line" icon={Plus} onClick={() => set({ add: '1' }, { push: true })}>
            {T.addSlots}
          </Button>
        )}
      </div>
      {read.isError && <ErrorState onRetry={() => void read.refetch()} />}
      {read.data ? <Week rota={read.data} mayPlan={mayPlan} /> : !read.isError && <Waiting />}
      {mayPlan && read.data && get('add') !== undefined && (
        <AddSlotsDrawer weekStart={read.data.weekStart} onClose={() => set({ add: undefined })} />
      )}
    </ConsolePage>
  );
}

function isUnderWay(rota: Rota | undefined): boolean {
  return rota?.run?.state === 'waiting' || rota?.run?.state === 'running';
}

function noon(day: string): string {
  return `${day}T04:00:00Z`;
}

function Waiting() {
  return (
    <Loading>
      <Skeleton h={560} r={12} />
    </Loading>
  );
}

function Week({ rota, mayPlan }: { rota: Rota; mayPlan: boolean }) {
  const T = useRotaText();
  const { get, set } = useSearch();
  const slot = rota.slots.find(({ slotId }) => slotId === get('slot'));
  const host = rota.hosts.find(({ memberId }) => memberId === get('host'));
  return (
    <div className="rota">
      <section className="lb-card rota-week" aria-label={T.rota}>
        {rota.slots.length === 0 && (
          <EmptyState text={rota.hosts.length === 0 ? T.emptyHost : T.empty}>
            {mayPlan && (
              <Button kind="soft" size="s" onClick={() => set({ add: '1' }, { push: true })}>
                {T.addSlots}
              </Button>
            )}
          </EmptyState>
        )}
        {rota.slots.length > 0 && (
          <Suspense fallback={<Waiting />}>
            <RotaCalendar
              rota={rota}
              mayPlan={mayPlan}
              onOpen={(slotId) => set({ slot: slotId }, { push: true })}
            />
          </Suspense>
        )}
      </section>
      <HostList
        rota={rota}
        onOpen={mayPlan ? (memberId) => set({ host: memberId }, { push: true }) : undefined}
      />
      {slot && (
        <SlotDrawer key={slot.slotId} {...{ slot, rota, mayPlan }} onClose={() => set({ slot: undefined })} />
      )}
      {mayPlan && host && (
        <HostDrawer key={host.memberId} host={host} onClose={() => set({ host: undefined })} />
      )}
    </div>
  );
}
