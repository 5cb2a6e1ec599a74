import { ChevronRight } from 'lucide-react';
import { useFormat } from '../../kit/format/use-format.ts';
import { buttonClass } from '../../kit/parts/button.tsx';
import { Card } from '../../kit/parts/card.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { LiveBadge } from '../../kit/parts/live-badge.tsx';
import { Tag } from '../../kit/parts/tag.tsx';
import type { Out } from '../../kit/use-api.ts';
import { useSessionsText } from '../texts/sessions.ts';

export type SessionCardData = Out<'live', 'listSessions'>['rows'][number];

/** One session: what is in it, when, where; the way in. */
export function SessionCard({ card, isFirst }: { card: SessionCardData; isFirst: boolean }) {
  const T = useSessionsText();
  const path = `/sessions/${card.sessionId}`;
  return (
    <Card as="article" className="studio-card grid gap-3">
      <div className="flex gap-3">
        <GoodsPicture pictureKey={card.coverPictureKeys[0] ?? 'basket'} size={64} />
        <div className="min-w-0 flex-1">
          <div className="flex items-start gap-2">
            <h3 className="flex-1 text-lg">
              {card.state === 'ended' ? (
                <Go to={path} className="lb-card-link">
                  {card.title}
                </Go>
              ) : (
                card.title
              )}
            </h3>
            {card.state === 'live' && <LiveBadge state="live" />}
            {card.state === 'cancelled' && <Tag>{T.cancelled}</Tag>}
          </div>
          <SessionFacts card={card} />
        </div>
        {card.state === 'ended' && <Icon as={ChevronRight} className="self-center text-ink-4" />}
      </div>
      {(card.state === 'scheduled' || card.state === 'live') && (
        <Go to={path} className={buttonClass({ kind: kindOf(card, isFirst), isBlock: true })}>
          {card.state === 'live' ? T.resume : T.prepare}
        </Go>
      )}
    </Card>
  );
}

/** One primary on the page: what is live, else the session that comes first. */
function kindOf({ state }: SessionCardData, isFirst: boolean): 'now' | 'main' | 'soft' {
  if (state === 'live') return 'now';
  return isFirst ? 'main' : 'soft';
}

function SessionFacts({ card }: { card: SessionCardData }) {
  const T = useSessionsText();
  const F = useFormat();
  const when = T.when(F.day(card.startsAt), F.clock(card.startsAt), F.clock(card.plannedEndAt));
  const people = card.state === 'live' ? T.viewers(F.count(card.viewers)) : T.reminded(card.reminderCount);
  return (
    <p className="text-ink-3">
      {when}
      <br />
      {T.rooms(card.roomCount)} · {people}
    </p>
  );
}
