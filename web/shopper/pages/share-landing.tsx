import { useEffect } from 'react';
import { TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { useParam } from '../../kit/router.tsx';
import { useNavigation } from '../../kit/parts/go.tsx';
import { Skeleton } from '../../kit/parts/states.tsx';
import { useRead } from '../../kit/use-api.ts';
import { Shown } from '../parts/shown.tsx';
import { keep } from '../platform/keep.ts';
import { useLiveText } from '../texts/live.ts';

/** A shared link: remembers through whom this device came to the room, then goes there. */
export function ShareLandingPage() {
  const T = useLiveText();
  const shareCode = useParam('shareCode');
  const share = useRead('live', 'resolveShare', { shareCode });
  const { go } = useNavigation();
  useEffect(() => {
    if (share.data === undefined) return;
    const { sessionId, shopId } = share.data;
    keep(`share.${sessionId}.${shopId}`, shareCode);
    go(`/live/${sessionId}/${shopId}`, { replace: true });
  });
  return (
    <PhoneFrame>
      <TopBar title={T.title} back="/" />
      <main className="p-3">
        <Shown of={share} skeleton={<Skeleton h={320} r={14} />}>
          {() => <Skeleton h={320} r={14} />}
        </Shown>
      </main>
    </PhoneFrame>
  );
}
