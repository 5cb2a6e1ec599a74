import type { WireOutput } from '../../../../contract/endpoint.ts';
import type { live as liveContract } from '../../../../contract/live.ts';
import { Go } from '../../../kit/parts/go.tsx';
import { LiveBadge, Viewers } from '../../../kit/parts/live-badge.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { PoolBar } from '../../../kit/parts/pool-bar.tsx';
import { StageScene } from '../../../kit/parts/stage-scene.tsx';
import { EmptyState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { ButtonGo } from '../../parts/button-go.tsx';
import { rungs } from '../../parts/ladder.ts';
import { Panel } from '../../parts/panel.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { useOverviewText } from '../../texts/overview.ts';

type Session = WireOutput<typeof liveContract.listSessions>['rows'][number];
const shownRooms = 3;
const renewMs = 30_000;

/** Sessions on air, largest first; undefined while unknown. */
export function useLiveNow(): Session[] | undefined {
  const read = useRead('live', 'listSessions', { state: 'live', limit: 50 }, { refetchInterval: renewMs });
  return read.data?.rows.toSorted((a, b) => b.viewers - a.viewers);
}

export function LivePanel() {
  const T = useOverviewText();
  const sessions = useLiveNow();
  const rooms = (sessions ?? []).reduce((sum, session) => sum + session.roomCount, 0);
  return (
    <Panel
      title={T.liveNow}
      note={sessions && sessions.length > 0 ? T.liveNote(sessions.length, rooms) : undefined}
      end={<Go to="/live">{T.toSessions}</Go>}
    >
      {sessions === undefined && (
        <Loading>
          <div className="overview-rooms">
            <Skeleton h={168} r={11} />
            <Skeleton h={168} r={11} />
          </div>
        </Loading>
      )}
      {sessions?.length === 0 && (
        <EmptyState text={T.noneLive}>
          <ButtonGo to="/live" kind="soft">
            {T.toSessions}
          </ButtonGo>
        </EmptyState>
      )}
      {sessions !== undefined && sessions.length > 0 && (
        <ul className="overview-rooms">
          {sessions.slice(0, shownRooms).map((session) => (
            <LiveCard key={session.sessionId} session={session} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function LiveCard({ session }: { session: Session }) {
  const T = useOverviewText();
  const funnel = useRead('live', 'getFunnel', { sessionId: session.sessionId }, { refetchInterval: renewMs });
  const { pinned } = session;
  const progress = pinned?.progress;
  return (
    <li className="overview-room">
      <StageScene pictureKeys={session.coverPictureKeys} />
      <span className="overview-room-top">
        <LiveBadge state="live" />
        <Viewers n={session.viewers} isShort />
      </span>
      <Go to={`/live/${session.sessionId}`} className="overview-room-words lb-card-link">
        <span>
          <b className="lb-one-line">{session.title}</b>
          {funnel.data && <Money fen={funnel.data.gmvFen} />}
        </span>
        {progress && <PoolBar have={progress.paidQuantity} tiers={rungs(progress)} size={5} />}
        <small>
          {pinned === null
            ? T.nothingPinned
            : T.pinned(pinned.item.name, progress ? progress.nextGap : undefined)}
        </small>
      </Go>
    </li>
  );
}
