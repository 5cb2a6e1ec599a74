import { ListChecks, Printer } from 'lucide-react';
import { useState } from 'react';
import { ApiProblem } from '../../../kit/client/client.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Go } from '../../../kit/parts/go.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { Tabs } from '../../../kit/parts/tabs.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useParam } from '../../../kit/router.tsx';
import { useAct, useRead } from '../../../kit/use-api.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { usePlace } from '../../parts/session.tsx';
import { useSearch } from '../../parts/use-search.ts';
import { usePickingText } from '../../texts/picking.ts';
import { PickBags } from './pick-bags.tsx';
import { PickItems } from './pick-items.tsx';
import type { PickPlace } from './shapes.ts';
import './fulfilment.css';

/** One place after the other: take enough of each item, then fill the bags, weighing what is sold by weight. */
export function PickingPage() {
  const T = usePickingText();
  const waveId = useParam('waveId');
  const { isWhole } = usePlace();
  const { get, set } = useSearch();
  const read = useRead('fulfilment', 'getPickingList', { waveId });
  const places = read.data?.locations ?? [];
  const place = places.find(({ locationId }) => locationId === get('at')) ?? places[0];
  const isAnswer = read.error instanceof ApiProblem && read.error.status > 0;
  return (
    <ConsolePage
      title={
        <>
          <Go to={isWhole ? `/waves/${waveId}` : '/waves'} className="page-parent">
            {read.data?.waveNumber ?? ''}
          </Go>
          {T.picking}
        </>
      }
      tools={place && <PickTools waveId={waveId} places={places} />}
    >
      {read.data === undefined && read.isError && (
        <div className="lb-card lb-panel">
          <ErrorState
            {...(isAnswer && { text: read.error.message })}
            onRetry={() => void read.refetch()}
            isBusy={read.isFetching}
          />
        </div>
      )}
      {read.isPending && (
        <Loading>
          <Skeleton h={420} r={12} />
        </Loading>
      )}
      {read.data && place === undefined && (
        <div className="lb-card lb-panel">
          <EmptyState picture="box" text={T.nothing} />
        </div>
      )}
      {place && (
        <>
          <div className="filter-bar">
            <Tabs
              label={T.place}
              tabs={places.map(({ locationId, locationName, lines }) => ({
                key: locationId,
                label: locationName,
                count: lines.filter(({ isPicked }) => !isPicked).length,
              }))}
              current={place.locationId}
              onChange={(at) => set({ at })}
            />
          </div>
          <PickItems place={place} />
          <PickBags key={place.locationId} waveId={waveId} place={place} />
        </>
      )}
    </ConsolePage>
  );
}

function PickTools({ waveId, places }: { waveId: string; places: readonly PickPlace[] }) {
  const T = usePickingText();
  const [isAsking, setAsking] = useState(false);
  const act = useAct('fulfilment', 'pickAll', {
    renews: ['fulfilment', 'ordering', 'insight'],
    onDone({ picked, toWeigh }) {
      setAsking(false);
      toast(T.restDone(picked, toWeigh));
    },
  });
  const isOpen = places.some(({ lines }) =>
    lines.some(({ isPicked, soldBy }) => !isPicked && soldBy === 'piece'),
  );
  return (
    <>
      <Button
        kind="line"
        size="s"
        icon={Printer}
        className="wide-only"
        onClick={() => print()}
        children={T.print}
      />
      {isOpen && <Button size="s" icon={ListChecks} onClick={() => setAsking(true)} children={T.rest} />}
      <Confirm
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={T.restTitle}
        verb={T.rest}
        isBusy={act.isBusy}
        errors={act.errors}
        onConfirm={() => void act.run({ waveId })}
      >
        <p>{T.restText}</p>
      </Confirm>
    </>
  );
}
