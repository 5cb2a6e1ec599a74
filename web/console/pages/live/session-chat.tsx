import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { EmptyState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useLiveText } from '../../texts/live.ts';
import type { ChatMessage } from './session-news.ts';
import type { Control } from './use-session.ts';

const muteMinutes = 10;

/** What is said in all rooms, newest first; what is held waits on top. For the host and operators. */
export function SessionChat({ session, chat, powers }: Control) {
  const T = useLiveText();
  const { sessionId, rooms, state } = session;
  const review = useAct('live', 'reviewChat', { renews: [] });
  const mute = useAct('live', 'mutePerson', { renews: [] });
  const unmute = useAct('live', 'unmutePerson', { renews: [] });
  if (!powers.directs || state !== 'live') return null;
  const room = new Map(rooms.map(({ shopId, shopName }) => [shopId, shopName]));
  const newest = chat?.toReversed() ?? [];
  const held = newest.filter((message) => message.state === 'held');
  async function muteOne({ memberId, name }: ChatMessage) {
    if ((await mute.run({ sessionId, memberId, minutes: muteMinutes })) === undefined) return;
    toast({
      text: T.muted(name, muteMinutes),
      onUndo: () => void unmute.run({ sessionId, memberId }),
    });
  }
  async function judge({ messageId, state: before }: ChatMessage, verdict: 'shown' | 'removed') {
    if ((await review.run({ sessionId, messageId, state: verdict })) === undefined) return;
    // Only what everybody saw before may be shown again without a second look.
    const isBack = verdict === 'removed' && before === 'shown';
    toast({
      text: verdict === 'shown' ? T.shown : T.removed,
      ...(isBack && { onUndo: () => void review.run({ sessionId, messageId, state: 'shown' }) }),
    });
  }
  const line = (message: ChatMessage) => (
    <Line
      key={message.messageId}
      message={message}
      room={room.get(message.shopId) ?? ''}
      onJudge={(verdict) => void judge(message, verdict)}
      onMute={() => void muteOne(message)}
    />
  );
  return (
    <Panel title={T.chat} note={held.length === 0 ? undefined : T.heldCount(held.length)}>
      <FormError errors={review.errors} known={[]} />
      <FormError errors={mute.errors} known={[]} />
      <FormError errors={unmute.errors} known={[]} />
      {chat === undefined && (
        <Loading>
          <Skeleton h={120} r={8} />
        </Loading>
      )}
      {chat?.length === 0 && <EmptyState text={T.noChat} />}
      {held.length > 0 && <ul className="session-chat session-held">{held.map(line)}</ul>}
      <div role="log" aria-label={T.chat}>
        <ul className="session-chat">{newest.filter((message) => message.state !== 'held').map(line)}</ul>
      </div>
    </Panel>
  );
}

function Line({
  message,
  room,
  onJudge,
  onMute,
}: {
  message: ChatMessage;
  room: string;
  onJudge: (verdict: 'shown' | 'removed') => void;
  onMute: () => void;
}) {
  const T = useLiveText();
  const F = useFormat();
  const { name, text, at, isHost, state } = message;
  return (
    <li>
      <p>
        <b>{name}</b> {isHost && <Tag tone="hot">{T.host}</Tag>}{' '}
        {state === 'held' && <Tag tone="honey">{T.held}</Tag>}
        <small className="quiet">{T.saidAt(room, F.clock(at))}</small>
      </p>
      <p className={state === 'removed' ? 'session-removed' : ''}>{text}</p>
      <span className="session-chat-acts">
        {state !== 'shown' && (
          <Button kind="plain" size="s" onClick={() => onJudge('shown')} children={T.show} />
        )}
        {state !== 'removed' && (
          <Button kind="plain" size="s" onClick={() => onJudge('removed')} children={T.remove} />
        )}
        {!isHost && <Button kind="plain" size="s" onClick={onMute} children={T.mute(muteMinutes)} />}
      </span>
    </li>
  );
}
