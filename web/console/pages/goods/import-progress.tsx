import { Progress } from 'antd';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useEffect } from 'react';
import { Icon } from '../../../kit/parts/icon.tsx';
import { useTopic } from '../../../kit/use-topic.ts';
import { ButtonGo } from '../../parts/button-go.tsx';
import { useRenew } from '../../../kit/use-api.ts';
import { useImportText } from '../../texts/imports.ts';
import type { ImportState } from './shapes.ts';

interface Heard {
  done?: number;
  total?: number;
  state?: string;
}
interface Moved {
  kind: string;
  done: number;
  total: number;
  state: string;
}

function reduce(_state: Heard, { done, total, state }: Moved): Heard {
  return { done, total, state };
}

/** The import while it is written, as the feed tells, and what came of it. */
export function ImportProgress({ state }: { state: ImportState }) {
  const T = useImportText();
  const renew = useRenew();
  const isRunning = state.state === 'applying';
  const heard = useTopic<Heard, Moved>(isRunning ? `import:${state.importId}` : undefined, reduce).state;
  const isOver = heard?.state !== undefined && heard.state !== 'applying';
  useEffect(() => {
    if (isOver) renew('catalog');
  }, [isOver, renew]);
  const total = heard?.total ?? state.rowCount;
  const done = heard?.done ?? state.appliedCount;
  if (isRunning) {
    return (
      <section className="lb-card lb-panel import-drop" role="status">
        <h2>{T.applying}</h2>
        <Progress
          className="import-bar"
          percent={total === 0 ? 0 : Math.floor((done / total) * 100)}
          strokeColor="#1F9A72"
          aria-label={T.applying}
        />
        <p className="quiet">{T.doneOf(done, total)}</p>
      </section>
    );
  }
  const isGood = state.state === 'applied';
  return (
    <section className="lb-card lb-panel import-drop">
      <span className={isGood ? 'import-icon' : 'import-icon import-icon-bad'}>
        <Icon as={isGood ? CircleCheck : CircleAlert} size={28} />
      </span>
      <h2>{isGood ? T.applied(state.appliedCount) : T.failed}</h2>
      <p className="quiet">{isGood ? T.appliedNote(state.newCount, state.changedCount) : T.failedNote}</p>
      <div className="import-acts">
        <ButtonGo to={isGood ? '/goods' : '/imports'}>{isGood ? T.toGoods : T.again}</ButtonGo>
      </div>
    </section>
  );
}
