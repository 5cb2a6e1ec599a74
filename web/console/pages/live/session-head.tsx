import { useFormat } from '../../../kit/format/use-format.ts';
import { LiveBadge } from '../../../kit/parts/live-badge.tsx';
import { useLiveText } from '../../texts/live.ts';
import { SessionTag } from './session-tag.tsx';
import type { Control } from './use-session.ts';

/** Who, where, when, and whether the picture comes. */
export function SessionHead({ session, isReconnecting }: Control) {
  const T = useLiveText();
  const F = useFormat();
  const { state, hostName, hostShopName, startsAt, plannedEndAt, startedAt, endedAt } = session;
  const from = startedAt ?? startsAt;
  const until = endedAt ?? plannedEndAt;
  return (
    <section className="lb-card lb-panel session-head">
      <SessionTag state={state} />
      {isReconnecting && <LiveBadge state="dropped" />}
      <b>{T.hostOf(hostName, hostShopName)}</b>
      <span className="quiet">{T.span(F.day(from), F.clock(from), F.clock(until))}</span>
      {state === 'scheduled' && <span className="quiet">{T.reminded(F.count(session.reminderCount))}</span>}
    </section>
  );
}
