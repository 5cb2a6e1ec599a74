import { useFormat } from '../../../kit/format/use-format.ts';
import { useNow } from '../../../kit/use-now.ts';
import { rungs } from '../../parts/ladder.ts';
import type { PoolDetail } from '../../parts/use-live-pools.ts';
import { usePoolText } from '../../texts/pools.ts';

const width = 284;
const inset = 5;
const floor = 96;
const ceiling = 12;

/** Paid pieces from opening to cut-off; the dashed line is the tier being climbed. */
export function PoolCurve({ pool }: { pool: PoolDetail }) {
  const T = usePoolText();
  const F = useFormat();
  const now = useNow();
  const startMs = new Date(pool.opensAt).getTime();
  const endMs = Math.max(new Date(pool.cutOffAt).getTime(), startMs + 1);
  const nowMs = Math.min(now, endMs);
  const paid = pool.progress.paidQuantity;
  const target = rungs(pool.progress).at(-1) ?? 1;
  const top = Math.max(target, paid) * 1.12;
  const x = (ms: number) => inset + ((ms - startMs) / (endMs - startMs)) * (width - 2 * inset);
  const y = (pieces: number) => floor - (pieces / top) * (floor - ceiling);
  const points = [
    ...pool.curve.map((point) => ({ ms: new Date(point.at).getTime(), paid: point.paid })),
    { ms: nowMs, paid },
  ];
  const path = points.map(
    (point, index) => `${index === 0 ? 'M' : 'L'}${x(point.ms).toFixed(1)} ${y(point.paid).toFixed(1)}`,
  );
  return (
    <section className="pool-curve">
      <h3>{T.curve}</h3>
      <svg
        viewBox={`0 0 ${width} 118`}
        role="img"
        aria-label={T.curveWords(F.moment(pool.opensAt), paid, target)}
      >
        <path d={`M0 ${y(target)}h${width}`} className="pool-curve-target" />
        <text x={0} y={y(target) - 5} className="pool-curve-target-word">
          {T.rung(target)}
        </text>
        <path d={path.join('')} className="pool-curve-line" />
        <circle cx={x(nowMs)} cy={y(paid)} r={4} className="pool-curve-now" />
        <path d={`M0 102h${width}`} className="pool-curve-floor" />
        <text x={0} y={116}>
          {F.moment(pool.opensAt)}
        </text>
        <text x={width} y={116} textAnchor="end">
          {T.cutOffAt(F.moment(pool.cutOffAt))}
        </text>
      </svg>
    </section>
  );
}
