import { useEffect } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { names } from '../../../kit/parts/names.ts';
import { useRead } from '../../../kit/use-api.ts';
import { useWavesText } from '../../texts/waves.ts';
import { overBoundPercent } from './over-bound.ts';

const askEveryMs = 600;
const stages = ['gathering', 'allocating', 'proving', 'routing'] as const;

/** How far the planning of a wave is; tells its end, with the wave or without. */
export function PlanningProgress({
  planningId,
  onEnd,
}: {
  planningId: string;
  onEnd: (waveId: string | null) => void;
}) {
  const T = useWavesText();
  const F = useFormat();
  const read = useRead('fulfilment', 'getWavePlanning', { planningId }, { refetchInterval: askEveryMs });
  const planning = read.data;
  const waveId = planning?.state === 'done' ? planning.waveId : null;
  useEffect(() => {
    if (waveId !== null) onEnd(waveId);
  }, [waveId, onEnd]);
  if (planning?.state === 'refused') {
    return (
      <div className="planning" role="alert">
        <p className="lb-tone-bad">{T.planningRefused(planning.refusal ?? '')}</p>
        <Button size="s" kind="line" onClick={() => onEnd(null)} children={T.planningAgain} />
      </div>
    );
  }
  const at = planning === undefined ? 0 : stages.indexOf(planning.stage);
  const over = planning ? overBoundPercent(planning) : null;
  return (
    <div className="planning" role="status">
      <ol>
        {stages.map((stage, i) => (
          <li
            key={stage}
            className={names(i < at && 'planning-past', i === at && 'planning-now')}
            {...(i === at && { 'aria-current': 'step' as const })}
          >
            {T.planningStages[stage]}
          </li>
        ))}
      </ol>
      {planning?.costFen != null && (
        <p className="quiet">
          {T.planningCost(F.money(planning.costFen))}
          {over !== null && ` · ${T.overBound(over)}`}
        </p>
      )}
    </div>
  );
}
