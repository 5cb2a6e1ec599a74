import { TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { useFormat } from '../../kit/format/use-format.ts';
import { buttonClass } from '../../kit/parts/button.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { EmptyState, Loading, Skeleton } from '../../kit/parts/states.tsx';
import type { Stage } from '../parts/use-stage.ts';
import { useFunnelText } from '../texts/funnel.ts';
import { Figures } from './figures.tsx';

/** After the end: what it made. */
export function Result({ stage: { session, funnel } }: { stage: Stage }) {
  const T = useFunnelText();
  const F = useFormat();
  const back = (
    <Go to="/" className={buttonClass({ kind: 'soft', isBlock: true })}>
      {T.toSessions}
    </Go>
  );
  if (session.state === 'cancelled') {
    return (
      <PhoneFrame>
        <TopBar title={session.title} back="/" />
        <main className="p-3">
          <EmptyState text={T.cancelled}>{back}</EmptyState>
        </main>
      </PhoneFrame>
    );
  }
  return (
    <PhoneFrame>
      <TopBar title={session.title} back="/" />
      <main className="grid content-start gap-4 p-3">
        <header className="px-1">
          <h2 className="text-2xl">{T.ended}</h2>
          {session.startedAt !== null && session.endedAt !== null && (
            <p className="text-ink-3">
              {F.day(session.startedAt)} {T.endedAt(F.clock(session.startedAt), F.clock(session.endedAt))}
            </p>
          )}
        </header>
        <section className="studio-card grid gap-4">
          {funnel ? (
            <Figures funnel={funnel} isOver />
          ) : (
            <Loading>
              <Skeleton h={260} r={12} />
            </Loading>
          )}
        </section>
        {back}
      </main>
    </PhoneFrame>
  );
}
