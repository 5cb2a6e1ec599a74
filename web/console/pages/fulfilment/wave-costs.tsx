import { useFormat } from '../../../kit/format/use-format.ts';
import { Money } from '../../../kit/parts/money.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWavesText } from '../../texts/waves.ts';
import { overBoundPercent } from './over-bound.ts';
import type { Wave } from './shapes.ts';

const parts = ['distanceFen', 'parcelFen', 'handlingFen', 'onBehalfFeeFen'] as const;

/** What serving the wave costs, by part, beside why its lines go out from where they do. */
export function WaveCosts({ wave }: { wave: Wave }) {
  const T = useWavesText();
  const F = useFormat();
  const { allocations } = wave;
  if (allocations.length === 0) return null;
  const sumOf = (part: (typeof parts)[number] | 'costFen') =>
    allocations.reduce((sum, { explanation }) => sum + BigInt(explanation.chosen[part]), 0n);
  const costFen = sumOf('costFen');
  const over = overBoundPercent(wave);
  return (
    <Panel title={T.costsTitle} {...(over !== null && { note: T.overBound(over) })}>
      <div className="wave-costs">
        <dl>
          {parts.map((part) => (
            <div key={part}>
              <dt>{T.costs[part]}</dt>
              <dd>
                <meter
                  aria-label={T.costs[part]}
                  max={Math.max(1, Number(costFen))}
                  value={Number(sumOf(part))}
                  children={F.money(sumOf(part))}
                />
                <Money fen={sumOf(part)} />
              </dd>
            </div>
          ))}
          <div className="why-sum">
            <dt>{T.costs.costFen}</dt>
            <dd>
              <Money fen={costFen} />
            </dd>
          </div>
        </dl>
        <Reasons wave={wave} />
      </div>
    </Panel>
  );
}

/** Why, over all lines: in what the next best place is worse, or that there is no other. */
function Reasons({ wave: { allocations } }: { wave: Wave }) {
  const T = useWavesText();
  const counts = new Map<string, number>();
  for (const { explanation } of allocations) {
    const reason = explanation.runnerUp ? T.whyNot[explanation.runnerUp.whyNot] : T.only;
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return (
    <div>
      <h3>{T.whyTitle}</h3>
      <ul>
        {[...counts]
          .sort((a, b) => b[1] - a[1])
          .map(([reason, count]) => (
            <li key={reason}>
              {reason} <b className="lb-num">{T.lines(count)}</b>
            </li>
          ))}
      </ul>
    </div>
  );
}
