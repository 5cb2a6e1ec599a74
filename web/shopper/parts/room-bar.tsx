import { SendHorizontal, Share2, ShoppingBag } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { IconButton } from '../../kit/parts/icon-button.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { useAct } from '../../kit/use-api.ts';
import { useRoomText } from '../texts/room.ts';
import { useNeedPerson } from './use-me.ts';
import type { RoomView } from './use-room.ts';

/** At the thumb: the line-up, talking, sharing. */
export function RoomBar({
  room,
  onLineUp,
  onShare,
}: {
  room: RoomView;
  onLineUp: () => void;
  onShare: () => void;
}) {
  const T = useRoomText();
  return (
    <div className="room-bar">
      <IconButton
        icon={ShoppingBag}
        kind="glass"
        label={T.lineUp}
        badge={room.items.length}
        onClick={onLineUp}
      />
      <SayForm sessionId={room.session.sessionId} shopId={room.shopId} />
      <IconButton icon={Share2} kind="glass" label={T.share} onClick={onShare} />
    </div>
  );
}

const textMax = 120;

function SayForm({ sessionId, shopId }: { sessionId: string; shopId: string }) {
  const T = useRoomText();
  const needPerson = useNeedPerson();
  const send = useAct('live', 'sendChat', { renews: [] });
  const [text, setText] = useState('');
  async function say(event: FormEvent) {
    event.preventDefault();
    if (text.trim() === '' || send.isBusy || !needPerson()) return;
    const message = await send.run({ sessionId, shopId, text });
    if (message === undefined) return;
    setText('');
    if (message.state === 'held') toast(T.heldBack);
  }
  const problem = send.errors.form ?? send.errors.fields['text'];
  return (
    <form className="grid flex-1 min-w-0 gap-1" onSubmit={(event) => void say(event)}>
      {problem !== undefined && (
        <p role="alert" className="room-problem">
          {problem}
        </p>
      )}
      <div className="room-say">
        <input
          aria-label={T.sayLabel}
          placeholder={T.say}
          maxLength={textMax}
          enterKeyHint="send"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {text !== '' && (
          <button
            type="submit"
            aria-label={T.send}
            className="grid place-items-center w-[44px] h-[44px] rounded-full"
          >
            <SendHorizontal size={20} aria-hidden />
          </button>
        )}
      </div>
    </form>
  );
}
