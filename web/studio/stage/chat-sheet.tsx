import { useEffect, useRef } from 'react';
import { Sheet } from '../../kit/parts/modal.tsx';
import type { ChatMessage } from '../parts/stage-news.ts';
import type { Stage } from '../parts/use-stage.ts';
import { useChatText } from '../texts/chat.ts';
import { ChatLine } from './chat-line.tsx';
import { SayForm } from './say-form.tsx';

/** What was said in all rooms, newest at the bottom; then what waits for the host's decision, and an answer. */
export function ChatSheet({
  isOpen,
  onClose,
  stage,
}: {
  isOpen: boolean;
  onClose: () => void;
  stage: Stage;
}) {
  const T = useChatText();
  return (
    <Sheet isOpen={isOpen} onClose={onClose} title={T.title} foot={<SayForm stage={stage} />}>
      <Talk stage={stage} />
    </Sheet>
  );
}

/** The same as a column of its own. */
export function ChatPanel({ stage }: { stage: Stage }) {
  const T = useChatText();
  return (
    <section className="studio-card studio-chat-panel" aria-label={T.title}>
      <div className="studio-chat-scroll">
        <Talk stage={stage} />
      </div>
      <SayForm stage={stage} />
    </section>
  );
}

function Talk({ stage }: { stage: Stage }) {
  const T = useChatText();
  const chat = stage.news?.chat ?? [];
  const held = chat.filter(({ state }) => state === 'held');
  const shown = chat.filter(({ state }) => state === 'shown');
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    void end.current?.scrollIntoView({ block: 'nearest' });
  }, [chat.length]);
  return (
    <div className="grid gap-3">
      {shown.length === 0 && <p className="py-6 text-center text-ink-3">{T.none}</p>}
      <Lines messages={shown} stage={stage} />
      {held.length > 0 && (
        <section className="studio-held-box">
          <h3>{T.held(held.length)}</h3>
          <p className="text-sm text-ink-3">{T.heldNote}</p>
          <Lines messages={held} stage={stage} />
        </section>
      )}
      <div ref={end} />
    </div>
  );
}

function Lines({ messages, stage }: { messages: readonly ChatMessage[]; stage: Stage }) {
  return (
    <ul>
      {messages.map((message) => (
        <ChatLine key={message.messageId} message={message} stage={stage} />
      ))}
    </ul>
  );
}
