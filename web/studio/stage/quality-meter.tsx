import type { Quality } from '../../kit/media/quality.ts';
import { useStageText } from '../texts/stage.ts';

const barsOf = { offline: 0, poor: 1, fair: 3, good: 4 } as const;
const barHeights = [4, 7, 10, 12];

/** Four bars, the size that is really sent, and the word for it. */
export function QualityMeter({ quality }: { quality: Quality }) {
  const T = useStageText();
  const lit = barsOf[quality.level];
  const lines = Math.min(quality.widthPixel, quality.heightPixel);
  return (
    <span className="lb-glass">
      <span className={`studio-bars studio-bars-${quality.level}`} aria-hidden>
        {barHeights.map((height, at) => (
          <i key={height} style={{ height, opacity: at < lit ? 1 : 0.35 }} />
        ))}
      </span>
      {lines > 0 && <span>{`${lines}p`}</span>}
      <span aria-hidden>{T.quality[quality.level]}</span>
      <span className="lb-unseen">{T.qualityOf(T.quality[quality.level])}</span>
    </span>
  );
}
