import { ShoppingBag } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { Icon } from '../../kit/parts/icon.tsx';
import { useRoomText } from '../texts/room.ts';
import type { LogEntry } from './room-state.ts';

/** Scrolled back further than this somebody is reading: new lines do not pull them away. */
const nearEndPixel = 60;

/** What neighbours say and buy; the newest at the bottom, read aloud politely. */
export function ChatLog({ log }: { log: readonly LogEntry[] }) {
  const T = useRoomText();
  const list = useRef<HTMLUListElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    const element = list.current;
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [log]);
  function noteScroll() {
    const { scrollHeight, scrollTop, clientHeight } = list.current!;
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearEndPixel;
  }
  return (
    <div role="log" aria-label={T.chat} aria-live="polite">
      {/* Scrolls by keyboard too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul ref={list} className="room-chat" tabIndex={0} onScroll={noteScroll} aria-label={T.chat}>
        {log.map((entry) => (
          <Line key={entry.key} entry={entry} />
        ))}
      </ul>
    </div>
  );
}

function Line({ entry }: { entry: LogEntry }) {
  const T = useRoomText();
  if (entry.kind === 'bought')
    return (
      <li className="room-chat-bought">
        <Icon as={ShoppingBag} size={14} />
        {T.bought(entry.name, entry.quantity, entry.title)}
      </li>
    );
  const { message } = entry;
  return (
    <li className={message.isHost ? 'room-chat-host' : undefined}>
      <b>
        {message.name}
        {message.isHost && ` ${T.hostMark}`}
      </b>
      {message.text}
    </li>
  );
}
