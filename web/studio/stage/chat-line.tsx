import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../kit/parts/button.tsx';
import { IconButton } from '../../kit/parts/icon-button.tsx';
import { Tag } from '../../kit/parts/tag.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { useAct } from '../../kit/use-api.ts';
import { FormError } from '../../kit/parts/form-error.tsx';
import type { ChatMessage } from '../parts/stage-news.ts';
import type { Stage } from '../parts/use-stage.ts';
import { useChatText } from '../texts/chat.ts';

/** Ten minutes, an hour, the longest the server knows: the rest of any session. */
const restMinutes = 1_440;
const muteMinutes = [10, 60, restMinutes];

/** One message; held ones wait for a decision, shown ones can be taken down and their author muted. */
export function ChatLine({ message, stage }: { message: ChatMessage; stage: Stage }) {
  const T = useChatText();
  const [isOpen, setOpen] = useState(message.state === 'held');
  const room = stage.session.rooms.find(({ shopId }) => shopId === message.shopId);
  return (
    <li className="studio-line">
      <div className="flex items-start gap-2">
        <p className="min-w-0 flex-1">
          <b className={message.isHost ? 'text-honey-700' : 'text-leaf-700'}>{message.name}</b>{' '}
          {message.isHost && <Tag tone="honey">{T.host}</Tag>} {message.text}
          {stage.session.rooms.length > 1 && <small className="block text-ink-3">{room?.shopName}</small>}
        </p>
        {message.state === 'shown' && !message.isHost && (
          <IconButton
            icon={Ellipsis}
            iconSize={18}
            label={T.actions(message.name)}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          />
        )}
      </div>
      {(isOpen || message.state === 'held') && (
        <Decisions message={message} stage={stage} onDone={() => setOpen(false)} />
      )}
    </li>
  );
}

function Decisions({ message, stage, onDone }: { message: ChatMessage; stage: Stage; onDone: () => void }) {
  const T = useChatText();
  const [isMuting, setMuting] = useState(false);
  const { sessionId } = stage.session;
  const { messageId, memberId, name } = message;
  const review = useAct('live', 'reviewChat', { renews: [] });
  const mute = useAct('live', 'mutePerson', { renews: [] });
  const unmute = useAct('live', 'unmutePerson', { renews: [] });
  async function decide(state: 'shown' | 'removed') {
    const done = await review.run({ sessionId, messageId, state });
    if (done === undefined) return;
    onDone();
    const back = state === 'shown' ? 'removed' : 'shown';
    toast({
      text: state === 'shown' ? T.shown : T.removed,
      onUndo: () => void review.run({ sessionId, messageId, state: back }),
    });
  }
  async function silence(minutes: number) {
    const done = await mute.run({ sessionId, memberId, minutes });
    if (done === undefined) return;
    onDone();
    toast({ text: T.muted(name), onUndo: () => void unmute.run({ sessionId, memberId }) });
  }
  async function ban() {
    const done = await mute.run({ sessionId, memberId, minutes: restMinutes, kind: 'ban' });
    if (done === undefined) return;
    onDone();
    toast({ text: T.sentOut(name), onUndo: () => void unmute.run({ sessionId, memberId }) });
  }
  return (
    <div className="mt-1 grid gap-2" role="group" aria-label={isMuting ? T.muteFor : T.actions(name)}>
      <div className="flex flex-wrap gap-2">
        {isMuting ? (
          muteMinutes.map((minutes) => (
            <Button key={minutes} kind="soft" isBusy={mute.isBusy} onClick={() => void silence(minutes)}>
              {T.minutes(minutes)}
            </Button>
          ))
        ) : (
          <>
            {message.state === 'held' && (
              <Button
                kind="soft"
                isBusy={review.isBusy}
                onClick={() => void decide('shown')}
                children={T.show}
              />
            )}
            <Button
              kind="line"
              isBusy={review.isBusy}
              onClick={() => void decide('removed')}
              children={T.remove}
            />
            <Button kind="line" onClick={() => setMuting(true)} children={T.mute(name)} />
            <Button kind="line" isBusy={mute.isBusy} onClick={() => void ban()} children={T.ban(name)} />
          </>
        )}
      </div>
      <FormError errors={review.errors} />
      <FormError errors={mute.errors} />
    </div>
  );
}
