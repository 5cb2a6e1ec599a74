import { useEffect, useRef } from 'react';
import { ApiProblem } from '../../kit/client/client.ts';
import { useParam } from '../../kit/router.tsx';
import { useCamera } from '../../kit/media/use-camera.ts';
import { usePublisher } from '../../kit/media/use-publisher.ts';
import { api } from '../../kit/client/browser.ts';
import { ErrorState, Loading, Skeleton } from '../../kit/parts/states.tsx';
import { useRead } from '../../kit/use-api.ts';
import { useNavigation } from '../../kit/parts/go.tsx';
import { type Stage, useStage } from '../parts/use-stage.ts';
import { useWakeLock } from '../parts/use-wake-lock.ts';
import { OnAir } from '../stage/on-air.tsx';
import { Prepare } from '../stage/prepare.tsx';
import { TakeOver } from '../stage/take-over.tsx';
import { Result } from '../stage/result.tsx';
import type { Sending } from '../stage/sending.ts';

/** One session of the host: before, on air, after. */
export function SessionPage() {
  const sessionId = useParam('sessionId');
  const { go } = useNavigation();
  const { read, stage } = useStage(sessionId);
  const me = useRead('membership', 'getMe', {});
  const isElsewhere = isHostedByAnother(stage, me.data?.memberId);
  const sending = useSending(sessionId, stage, isElsewhere);
  if (stage === undefined) {
    if (!read.isError) return <StageSkeleton />;
    const isAnswer = read.error instanceof ApiProblem && read.error.status > 0;
    return (
      <main>
        <ErrorState
          {...(isAnswer && { text: read.error.message })}
          onRetry={() => (isAnswer ? go('/') : void read.refetch())}
          isBusy={read.isFetching}
        />
      </main>
    );
  }
  if (stage.session.state === 'live' && isElsewhere) return <TakeOver stage={stage} />;
  if (stage.session.state === 'live') return <OnAir stage={stage} sending={sending} />;
  if (stage.session.state === 'scheduled') return <Prepare stage={stage} sending={sending} />;
  return <Result stage={stage} />;
}

/** The person here is host or substitute of the session, and the other one of both is on air. */
function isHostedByAnother(stage: Stage | undefined, memberId: string | undefined): boolean {
  if (stage === undefined || memberId === undefined) return false;
  const { session, news } = stage;
  const hostMemberId = news?.hostMemberId ?? session.hostMemberId;
  if (hostMemberId === memberId) return false;
  return session.substitute?.memberId === memberId || session.hostMemberId === memberId;
}

/** Camera and uplink live above the three faces of the page: going live must not open the camera twice. */
function useSending(sessionId: string, stage: Stage | undefined, isElsewhere: boolean): Sending {
  const camera = useCamera();
  const publisher = usePublisher(camera.stream);
  const state = stage?.session.state;
  const isIdle = publisher.snapshot === undefined;
  const hasPicture = camera.stream !== undefined;
  function start() {
    publisher.start(async () => (await api.live.getPublishUrl({ sessionId })).publishUrl);
  }
  const wasHandedOver = useRef(false);
  useEffect(() => {
    if (state === 'live' && hasPicture && !isElsewhere && (isIdle || wasHandedOver.current)) {
      wasHandedOver.current = false;
      start();
    }
    if (state === 'ended' || state === 'cancelled') {
      publisher.stop();
      camera.close();
    }
    // Only the turn from one state to the next starts or ends the sending; a lost line comes back by itself.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [state, hasPicture, isIdle, isElsewhere]);
  const isReplaced = publisher.snapshot?.state === 'replaced' || publisher.snapshot?.state === 'refused';
  useEffect(() => {
    if (!isElsewhere) return;
    wasHandedOver.current = true;
    // Until the substitute's picture is there this one goes on: rooms see a cut and no end in between.
    if (isIdle || isReplaced) camera.close();
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isElsewhere, isIdle, isReplaced]);
  const isSending = state === 'live' && hasPicture;
  useWakeLock(isSending);
  useEffect(() => {
    if (!isSending) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isSending]);
  return { camera, snapshot: publisher.snapshot, restart: start };
}

function StageSkeleton() {
  return (
    <main className="mx-auto w-full max-w-[390px] p-3">
      <Loading>
        <Skeleton h={360} r={22} />
        <div className="h-3" />
        <Skeleton h={220} r={16} />
      </Loading>
    </main>
  );
}
