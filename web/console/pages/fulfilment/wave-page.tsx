import { ClipboardList, Tags } from 'lucide-react';
import { useState } from 'react';
import { ApiProblem } from '../../../kit/client/client.ts';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Go } from '../../../kit/parts/go.tsx';
import { ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useParam } from '../../../kit/router.tsx';
import { useAct, useRead } from '../../../kit/use-api.ts';
import { ButtonGo } from '../../parts/button-go.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { mayDo, useMe } from '../../parts/session.tsx';
import { useWavesText } from '../../texts/waves.ts';
import { AllocationTable } from './allocation-table.tsx';
import { RoutesPanel } from './routes-panel.tsx';
import type { Wave } from './shapes.ts';
import { WaveCosts } from './wave-costs.tsx';
import { WaveTag } from './wave-tag.tsx';
import './fulfilment.css';

const renewEveryMs = 20_000;

/** One wave: where each line goes out from and why, who drives it in what order, and the way to confirm it. */
export function WavePage() {
  const T = useWavesText();
  const waveId = useParam('waveId');
  const read = useRead('fulfilment', 'getWave', { waveId }, { refetchInterval: renewEveryMs });
  const wave = read.data;
  return (
    <ConsolePage
      title={
        <>
          <Go to="/waves" className="page-parent">
            {T.back}
          </Go>
          {wave?.number}
        </>
      }
      tools={wave && <WaveActs wave={wave} />}
    >
      {wave ? (
        <>
          <WaveHead wave={wave} />
          <RoutesPanel wave={wave} />
          <WaveCosts wave={wave} />
          {wave.unserved.length > 0 && <Unserved wave={wave} />}
          <AllocationTable wave={wave} />
        </>
      ) : (
        <WaveGap error={read.error} isBusy={read.isFetching} onRetry={() => void read.refetch()} />
      )}
    </ConsolePage>
  );
}

function WaveGap({ error, isBusy, onRetry }: { error: Error | null; isBusy: boolean; onRetry: () => void }) {
  if (error === null) {
    return (
      <Loading>
        <div className="wave-gap">
          <Skeleton h={72} r={12} />
          <Skeleton h={380} r={12} />
          <Skeleton h={320} r={12} />
        </div>
      </Loading>
    );
  }
  const isAnswer = error instanceof ApiProblem && error.status > 0;
  return (
    <div className="lb-card lb-panel">
      <ErrorState {...(isAnswer && { text: error.message })} onRetry={onRetry} isBusy={isBusy} />
    </div>
  );
}

function WaveHead({ wave }: { wave: Wave }) {
  const T = useWavesText();
  const F = useFormat();
  const facts = [
    [T.departsAt, F.moment(wave.departsAt)],
    [T.orders, wave.orderCount],
    [T.parcels, wave.parcelCount],
    [T.pieces, wave.pieceCount],
    [T.onBehalf, wave.onBehalfCount],
    [T.length, F.distance(wave.totalMetre)],
  ] as const;
  return (
    <section className="lb-card lb-panel wave-head">
      <WaveTag state={wave.state} />
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="lb-num">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function WaveActs({ wave }: { wave: Wave }) {
  const T = useWavesText();
  const me = useMe();
  const [isAsking, setAsking] = useState(false);
  const act = useAct('fulfilment', 'confirmWave', {
    renews: ['fulfilment', 'ordering', 'insight'],
    onDone() {
      setAsking(false);
      toast(T.confirmed);
    },
  });
  if (wave.state !== 'draft') {
    return (
      <>
        <ButtonGo to={`/waves/${wave.waveId}/labels`} kind="line" icon={Tags} children={T.labels} />
        <ButtonGo
          to={`/waves/${wave.waveId}/picking`}
          kind={wave.state === 'confirmed' ? 'main' : 'line'}
          icon={ClipboardList}
          children={T.picking}
        />
      </>
    );
  }
  if (!mayDo(me, 'dispatch')) return null;
  return (
    <>
      <Button size="s" onClick={() => setAsking(true)} children={T.confirm} />
      <Confirm
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={T.confirmTitle}
        verb={T.confirm}
        isBusy={act.isBusy}
        errors={act.errors}
        onConfirm={() => void act.run({ waveId: wave.waveId })}
      >
        <p>{T.confirmText(wave.routes.length, wave.parcelCount)}</p>
        {wave.unserved.length > 0 && <p>{T.confirmUnserved(wave.unserved.length)}</p>}
      </Confirm>
    </>
  );
}

function Unserved({ wave }: { wave: Wave }) {
  const T = useWavesText();
  return (
    <Panel title={T.unservedTitle} note={T.unservedNote}>
      <ul className="unserved">
        {wave.unserved.map(({ orderLineId, orderNumber, title, reason }) => (
          <li key={orderLineId}>
            <b>{title}</b>
            <span className="lb-num code">{orderNumber}</span>
            <span className="lb-tone-bad">{T.reasons[reason]}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
