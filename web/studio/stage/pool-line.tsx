import { Countdown } from '../../kit/parts/countdown.tsx';
import { PoolBar } from '../../kit/parts/pool-bar.tsx';
import { Say } from '../../kit/parts/say.tsx';
import { poolWords, rungs } from '../parts/pool-words.ts';
import type { LineUpItem } from '../parts/stage-news.ts';
import { usePoolText } from '../texts/pool.ts';

/** The pool of an item: how ripe, what to call out, until when. */
export function PoolLine({ progress }: { progress: NonNullable<LineUpItem['progress']> }) {
  const T = usePoolText();
  const words = poolWords(progress, T);
  return (
    <div className="mt-3">
      <PoolBar
        have={progress.paidQuantity}
        tiers={rungs(progress)}
        isFailed={progress.state === 'failed'}
        valueText={words.replaceAll('**', '')}
      >
        <span className="text-honey-700">
          <Say text={words} />
        </span>
        <Countdown until={progress.cutOffAt} className="text-[15px]" />
      </PoolBar>
    </div>
  );
}
