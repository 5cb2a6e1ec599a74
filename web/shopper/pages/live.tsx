import { useFormat } from '../../kit/format/use-format.ts';
import { TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { Card } from '../../kit/parts/card.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { EmptyState, Skeleton } from '../../kit/parts/states.tsx';
import type { LiveCardData } from '../parts/answers.ts';
import { LiveCard, roomPath } from '../parts/live-card.tsx';
import { MainTabs } from '../parts/main-tabs.tsx';
import { Poster } from '../parts/poster.tsx';
import { ReserveButton } from '../parts/reserve-button.tsx';
import { SectionHead } from '../parts/section-head.tsx';
import { Shown } from '../parts/shown.tsx';
import { useLiveNow } from '../parts/use-live-now.ts';
import { useLiveText } from '../texts/live.ts';

/** Who is on, and who comes. */
export function LivePage() {
  const T = useLiveText();
  const live = useLiveNow();
  return (
    <PhoneFrame>
      <TopBar title={T.title} />
      <main className="grid grid-cols-[minmax(0,1fr)] content-start gap-[18px] pb-4">
        <Shown
          of={live}
          skeleton={
            <div className="grid gap-[10px] px-4">
              <Skeleton h={228} r={18} />
              <Skeleton h={228} r={18} />
            </div>
          }
        >
          {({ now, upcoming }) => (
            <>
              <section>
                <SectionHead title={T.now} />
                {now.length === 0 && <EmptyState text={T.none} />}
                <ul className="grid gap-[10px] px-4">
                  {now.map((session) => (
                    <LiveCard key={session.sessionId} session={session} isWide />
                  ))}
                </ul>
              </section>
              <section>
                <SectionHead title={T.upcoming} />
                {upcoming.length === 0 && <p className="px-4 text-ink-3">{T.nothingUpcoming}</p>}
                <ul className="grid gap-[10px] px-4">
                  {upcoming.map((session) => (
                    <ComingRow key={session.sessionId} session={session} />
                  ))}
                </ul>
              </section>
            </>
          )}
        </Shown>
      </main>
      <MainTabs />
    </PhoneFrame>
  );
}

function ComingRow({ session }: { session: LiveCardData }) {
  const { moment } = useFormat();
  return (
    <Card as="li" className="flex gap-3">
      <span className="relative flex-none w-[84px] h-[84px] overflow-hidden rounded-m">
        <Poster session={session} />
      </span>
      <div className="grid flex-1 min-w-0 content-between gap-2">
        <div>
          <p className="text-sm text-kaki-700 font-semibold">{moment(session.startsAt)}</p>
          <h3 className="text-lg">
            <Go to={roomPath(session)} className="lb-card-link">
              {session.title}
            </Go>
          </h3>
          <p className="text-sm text-ink-3">
            {session.hostName} · {session.hostShopName}
          </p>
        </div>
        <div>
          <ReserveButton session={session} shopId={session.roomShopId} />
        </div>
      </div>
    </Card>
  );
}
