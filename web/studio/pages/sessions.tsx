import { LogOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { api } from '../../kit/client/browser.ts';
import { TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { Button } from '../../kit/parts/button.tsx';
import { IconButton } from '../../kit/parts/icon-button.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '../../kit/parts/states.tsx';
import { usePages, useRead } from '../../kit/use-api.ts';
import { SessionCard, type SessionCardData } from '../parts/session-card.tsx';
import { useSessionsText } from '../texts/sessions.ts';

/** What this host has on air, ahead and behind. */
export function SessionsPage() {
  const T = useSessionsText();
  const me = useRead('membership', 'getMe', {});
  const isHost = me.data?.roles.some((role) => role === 'host' || role === 'operator') ?? false;
  return (
    <PhoneFrame>
      <TopBar
        title={T.title}
        end={<IconButton icon={LogOut} label={T.signOut} iconSize={20} onClick={() => void leave()} />}
      />
      <main className="grid content-start gap-3 p-3">
        {isHost ? <Sessions /> : <EmptyState picture="basket" text={T.notHost} />}
      </main>
    </PhoneFrame>
  );
}

async function leave(): Promise<void> {
  await api.membership.signOut({});
  location.assign(import.meta.env.BASE_URL);
}

function Sessions() {
  const T = useSessionsText();
  const { rows, isError, retry, isFetching, hasMore, more, isMoreComing } = usePages('live', 'listSessions', {
    mine: true,
    limit: 30,
  });
  if (isError) return <ErrorState onRetry={retry} isBusy={isFetching} />;
  if (rows === undefined) {
    return (
      <Loading>
        {[0, 1, 2].map((n) => (
          <div key={n} className="mb-3">
            <Skeleton h={n === 0 ? 168 : 100} r={16} />
          </div>
        ))}
      </Loading>
    );
  }
  if (rows.length === 0) return <EmptyState picture="basket" text={T.none} />;
  const ahead = rows.filter(({ state }) => state === 'scheduled').toReversed();
  return (
    <>
      <Group title={T.now} cards={rows.filter(({ state }) => state === 'live')} />
      <Group title={T.upcoming} cards={ahead} />
      <Group title={T.past} cards={rows.filter(({ state }) => state === 'ended' || state === 'cancelled')}>
        {hasMore && <Button kind="soft" isBlock isBusy={isMoreComing} onClick={more} children={T.more} />}
      </Group>
    </>
  );
}

function Group({
  title,
  cards,
  children,
}: {
  title: string;
  cards: readonly SessionCardData[];
  children?: ReactNode;
}) {
  if (cards.length === 0) return null;
  return (
    <section className="grid gap-2.5">
      <h2 className="mt-1.5 px-1 text-xl">{title}</h2>
      {cards.map((card, at) => (
        <SessionCard key={card.sessionId} card={card} isFirst={at === 0} />
      ))}
      {children}
    </section>
  );
}
