import type { Clock } from '../../kernel/clock.ts';
import type { SmsEngine, TextMessage } from './port.ts';

export interface SentMessage extends TextMessage {
  readonly at: Date;
}

/** Sends nowhere and keeps the latest messages of this process for the page /dev/outbox. */
export interface DevOutbox extends SmsEngine {
  /** Newest first. */
  latest(): readonly SentMessage[];
}

const keptMessages = 200;

export function openDevOutbox(clock: Clock): DevOutbox {
  let kept: readonly SentMessage[] = [];
  return {
    async send(message) {
      kept = [{ ...message, at: clock.now() }, ...kept].slice(0, keptMessages);
    },
    latest: () => kept,
  };
}
