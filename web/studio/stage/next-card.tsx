import { useFormat } from '../../kit/format/use-format.ts';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { useNow } from '../../kit/use-now.ts';
import type { HostItem } from '../parts/host-items.ts';
import { gapOf } from '../parts/pool-words.ts';
import { usePoolText } from '../texts/pool.ts';
import { useShowText } from '../texts/show.ts';

/** What comes next, so that the host can lead over to it. */
export function NextCard({ item: { item, priceFen, progress, available } }: { item: HostItem }) {
  const T = useShowText();
  const P = usePoolText();
  const F = useFormat();
  const gap = progress === null ? undefined : gapOf(progress);
  return (
    <section className="studio-card studio-next">
      <GoodsPicture
        pictureKey={item.pictureKey}
        ground={item.ground}
        photoUrl={item.pictureUrl}
        size={40}
        radius={9}
      />
      <div className="min-w-0 flex-1">
        <p className="text-sm text-ink-3">{T.nextUp}</p>
        <p className="lb-one-line font-semibold">
          {item.name} {item.spec} · {F.money(priceFen)}
        </p>
      </div>
      {progress !== null && gap !== undefined ? (
        <span className="text-right text-sm text-honey-700">
          {P.gap(gap)} · <Until at={progress.cutOffAt} />
        </span>
      ) : (
        available === 0 && <span className="text-sm text-ink-3">{T.stockNone(0)}</span>
      )}
    </section>
  );
}

const hourMinutes = 60;

function Until({ at }: { at: string }) {
  const P = usePoolText();
  const F = useFormat();
  const minutes = Math.max(0, Math.ceil((new Date(at).getTime() - useNow()) / 60_000));
  return minutes < hourMinutes ? P.minutes(minutes) : F.moment(at);
}
