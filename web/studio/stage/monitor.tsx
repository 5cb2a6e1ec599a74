import { type ReactNode, useCallback, useState } from 'react';
import { api } from '../../kit/client/browser.ts';
import { LiveStage } from '../../kit/media/live-stage.tsx';
import type { PlayState } from '../../kit/media/play.ts';
import type { Stage } from '../parts/use-stage.ts';

/** What neighbours see, for a host whose picture comes from OBS; `children` cover it while nothing comes. */
export function Monitor({ session, children }: { session: Stage['session']; children: ReactNode }) {
  const { sessionId, hostShopId } = session;
  const [state, setState] = useState<PlayState>();
  const source = useCallback(async () => {
    const { playUrl } = await api.live.getRoom({ sessionId, shopId: hostShopId });
    if (playUrl === null) throw new Error('This session is not on air');
    return playUrl;
  }, [sessionId, hostShopId]);
  return (
    <>
      <LiveStage source={source} name={session.hostShopName} onState={setState} />
      {state !== 'live' && <div className="absolute inset-0 bg-[#0f1c18]">{children}</div>}
    </>
  );
}
