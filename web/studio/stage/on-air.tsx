import { ArrowRight, List } from 'lucide-react';
import { useState } from 'react';
import { noQuality } from '../../kit/media/quality.ts';
import { Button } from '../../kit/parts/button.tsx';
import { LiveBadge } from '../../kit/parts/live-badge.tsx';
import { useMedia } from '../../kit/use-media.ts';
import { useNow } from '../../kit/use-now.ts';
import { spanClock } from '../../kit/format/time.ts';
import { onShow } from '../parts/host-items.ts';
import type { Stage } from '../parts/use-stage.ts';
import { useShowText } from '../texts/show.ts';
import { useStageText } from '../texts/stage.ts';
import { Actions, type SheetName } from './actions.tsx';
import { ChatPanel, ChatSheet } from './chat-sheet.tsx';
import { CouponSheet } from './coupon-sheet.tsx';
import { EndDialog } from './end-dialog.tsx';
import { FlashSheet } from './flash-sheet.tsx';
import { FunnelSheet } from './funnel-sheet.tsx';
import { LineUpSheet } from './line-up-sheet.tsx';
import { NextCard } from './next-card.tsx';
import { Notices } from './notices.tsx';
import { Picture } from './picture.tsx';
import { PinnedCard } from './pinned-card.tsx';
import { QualityMeter } from './quality-meter.tsx';
import type { Sending } from './sending.ts';
import { TakeBox } from './take-box.tsx';
import { TalkOver } from './talk-over.tsx';
import { usePin } from './use-pin.ts';

const twoColumns = '(min-width: 1024px)';

/** On air: the picture above, what is on show below, everything within one thumb. Two columns where there is room. */
export function OnAir({ stage, sending }: { stage: Stage; sending: Sending }) {
  const T = useStageText();
  const S = useShowText();
  const [sheet, setSheet] = useState<SheetName>();
  const isWide = useMedia(twoColumns);
  const { items, session } = stage;
  const { pinned, next, position } = onShow(items, stage.pinnedId);
  const pin = usePin(stage);
  const close = () => setSheet(undefined);
  return (
    <main className="studio-air">
      <h1 className="lb-unseen">{session.title}</h1>
      <Picture
        sending={sending}
        verb={T.reconnect}
        note={`${T.noPicture} · ${T.noPictureNote}`}
        onAir={session}
      >
        <TopRow stage={stage} sending={sending} onEnd={() => setSheet('end')} />
        <div className="studio-notices">
          <Notices sending={sending} pinned={pinned} />
        </div>
        {!isWide && sending.camera.stream && <TalkOver stage={stage} onHeld={() => setSheet('chat')} />}
        <TakeBox stage={stage} onOpen={() => setSheet('figures')} />
      </Picture>
      <div className="studio-desk">
        <div className="studio-scroll">
          <PinnedCard
            sessionId={session.sessionId}
            item={pinned}
            position={position}
            count={items.length}
            first={items[0]}
          />
          <Actions stage={stage} sending={sending} pinned={pinned} onOpen={setSheet} isWide={isWide} />
          {next && <NextCard item={next} />}
          {isWide && <ChatPanel stage={stage} />}
        </div>
        <footer className="studio-foot">
          <button type="button" className="studio-line-up" onClick={() => setSheet('line-up')}>
            <List aria-hidden size={20} strokeWidth={1.9} />
            {S.lineUp}
          </button>
          <Button
            kind="now"
            size="l"
            className="flex-1"
            isBusy={pin.isBusy}
            reason={next === undefined && S.allShown}
            onClick={() => next && void pin.show(next)}
          >
            {pinned ? S.next : S.first}
            <ArrowRight aria-hidden size={22} strokeWidth={1.9} />
          </Button>
        </footer>
      </div>
      <LineUpSheet isOpen={sheet === 'line-up'} onClose={close} stage={stage} pin={pin} />
      <ChatSheet isOpen={sheet === 'chat'} onClose={close} stage={stage} />
      <FunnelSheet isOpen={sheet === 'figures'} onClose={close} stage={stage} />
      <CouponSheet isOpen={sheet === 'coupon'} onClose={close} stage={stage} />
      {pinned && <FlashSheet isOpen={sheet === 'flash'} onClose={close} stage={stage} item={pinned} />}
      <EndDialog isOpen={sheet === 'end'} onClose={close} stage={stage} />
    </main>
  );
}

function TopRow({ stage, sending, onEnd }: { stage: Stage; sending: Sending; onEnd: () => void }) {
  const T = useStageText();
  const { startedAt, startsAt } = stage.session;
  const elapsed = spanClock(useNow() - new Date(startedAt ?? startsAt).getTime());
  const isDropped = sending.snapshot?.state === 'reconnecting' || sending.camera.stream === undefined;
  return (
    <div className="studio-top">
      <LiveBadge state={isDropped ? 'dropped' : 'live'} />
      <span className="lb-glass" role="timer" aria-label={T.elapsed(elapsed)}>
        <span className="lb-num text-md" aria-hidden>
          {elapsed}
        </span>
      </span>
      {sending.camera.stream && <QualityMeter quality={sending.snapshot?.quality ?? noQuality} />}
      <span className="flex-1" />
      <button type="button" className="studio-end" onClick={onEnd}>
        <span>{T.end}</span>
      </button>
    </div>
  );
}
