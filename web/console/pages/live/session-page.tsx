import { Go } from '../../../kit/parts/go.tsx';
import { ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { useParam } from '../../../kit/router.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { useLiveText } from '../../texts/live.ts';
import { SessionActs } from './session-acts.tsx';
import { SessionChat } from './session-chat.tsx';
import { SessionFunnel } from './session-funnel.tsx';
import { SessionHead } from './session-head.tsx';
import { SessionLineUp } from './session-line-up.tsx';
import { SessionReplay } from './session-replay.tsx';
import { SessionRooms } from './session-rooms.tsx';
import { useSession } from './use-session.ts';
import './session.css';

/** One session under control: figures, what is shown, where it plays, what is said. */
export function SessionPage() {
  const T = useLiveText();
  const { read, control } = useSession(useParam('sessionId'));
  return (
    <ConsolePage
      title={
        <>
          <Go to="/live" className="session-parent">
            {T.sessions}
          </Go>
          {control?.session.title}
        </>
      }
      tools={control && <SessionActs {...control} />}
    >
      {control ? (
        <div className="session">
          <div className="session-main">
            <SessionHead {...control} />
            <SessionFunnel session={control.session} />
            <SessionLineUp {...control} />
          </div>
          <div className="session-side">
            <SessionReplay session={control.session} />
            <SessionRooms session={control.session} />
            <SessionChat {...control} />
          </div>
        </div>
      ) : read.isError ? (
        <div className="lb-card lb-panel">
          <ErrorState onRetry={() => void read.refetch()} isBusy={read.isFetching} />
        </div>
      ) : (
        <SessionWaiting />
      )}
    </ConsolePage>
  );
}

function SessionWaiting() {
  return (
    <Loading>
      <div className="session">
        <div className="session-main">
          <Skeleton h={64} r={12} />
          <Skeleton h={92} r={12} />
          <Skeleton h={320} r={12} />
        </div>
        <div className="session-side">
          <Skeleton h={180} r={12} />
          <Skeleton h={320} r={12} />
        </div>
      </div>
    </Loading>
  );
}
