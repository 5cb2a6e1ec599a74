import { daysAhead } from '../../kit/format/time.ts';
import { useFormat } from '../../kit/format/use-format.ts';
import { Skeleton } from '../../kit/parts/states.tsx';
import { serverNow } from '../../kit/server-time.ts';
import { useLiveText } from '../texts/live.ts';
import type { LiveNow } from './answers.ts';
import { ComingCard, LiveCard } from './live-card.tsx';
import { SectionHead } from './section-head.tsx';
import { Shown } from './shown.tsx';
import { useLiveNow } from './use-live-now.ts';

/** What neighbours broadcast now, then what comes, to be pushed aside with a thumb. */
export function LiveStrip() {
  const T = useLiveText();
  const live = useLiveNow();
  const today = live.data?.upcoming.filter(({ startsAt }) => daysAhead(startsAt, serverNow()) === 0) ?? [];
  const count = (live.data?.now.length ?? 0) + today.length;
  return (
    <section>
      <SectionHead title={T.now} to="/live" more={count > 0 ? T.today(count) : T.all} />
      <Shown
        of={live}
        skeleton={
          <div className="flex gap-[10px] px-4 overflow-hidden">
            <Skeleton h={228} w={272} r={18} />
            <Skeleton h={228} w={150} r={18} />
          </div>
        }
      >
        {(data) => <Cards data={data} />}
      </Shown>
    </section>
  );
}

function Cards({ data: { now, upcoming } }: { data: LiveNow }) {
  const T = useLiveText();
  const { moment } = useFormat();
  const [next] = upcoming;
  if (now.length + upcoming.length === 0) return <p className="px-4 text-ink-3">{T.none}</p>;
  return (
    <>
      {now.length === 0 && next && (
        <p className="px-4 pb-2 text-sm text-ink-3">{T.noneNext(moment(next.startsAt), next.title)}</p>
      )}
      <ul className="flex gap-[10px] px-4 pb-1 overflow-x-auto snap-x [scrollbar-width:none]">
        {now.map((session) => (
          <LiveCard key={session.sessionId} session={session} isWide={upcoming.length + now.length === 1} />
        ))}
        {upcoming.map((session) => (
          <ComingCard key={session.sessionId} session={session} />
        ))}
      </ul>
    </>
  );
}
