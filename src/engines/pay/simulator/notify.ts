import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../kernel/clock.ts';
import { seal, signMessage, type Key } from '../wire.ts';

/** Seconds between attempts until a callback is answered with 2xx: 15 steps, a day in all. */
export const retrySeconds = [
  15, 15, 30, 180, 600, 1_200, 1_800, 1_800, 1_800, 3_600, 10_800, 10_800, 10_800, 21_600, 21_600,
];
const answerTimeoutMs = 5_000;
/** Callbacks waiting for their next attempt; beyond it the oldest is given up, queries still answer. */
const waitingMax = 10_000;

export interface Notice {
  readonly notifyUrl: string;
  readonly eventType: 'TRANSACTION.SUCCESS' | 'REFUND.SUCCESS' | 'REFUND.ABNORMAL';
  readonly summary: string;
  readonly content: object;
}

export interface NotifierOptions {
  readonly key: Key;
  readonly clock: Clock;
  /** 1 waits as long as the real provider, 1000 a thousandth of it. */
  readonly timeScale: number;
}

/** How a single delivery is spoilt on purpose. */
export interface Spoilt {
  readonly badSignature?: boolean;
  /** Signs as of so many seconds ago. */
  readonly staleSeconds?: number;
}

export function openNotifier({ key, clock, timeScale }: NotifierOptions) {
  const waiting = new Set<NodeJS.Timeout>();

  /** One delivery; the HTTP status, or 0 when nobody answered. */
  async function deliver(notice: Notice, spoilt: Spoilt = {}): Promise<number> {
    const now = new Date(clock.now().getTime() - (spoilt.staleSeconds ?? 0) * 1_000);
    const kind = notice.eventType.startsWith('REFUND') ? 'refund' : 'transaction';
    const body = JSON.stringify({
      id: randomUUID(),
      create_time: now.toISOString(),
      resource_type: 'encrypt-resource',
      event_type: notice.eventType,
      summary: notice.summary,
      resource: seal(key, kind, notice.content),
    });
    const signed = signMessage(
      spoilt.badSignature ? { ...key, secret: 'WECHATPAY/SIGNTEST/' } : key,
      body,
      now,
    );
    try {
      const response = await fetch(notice.notifyUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signed },
        body,
        signal: AbortSignal.timeout(answerTimeoutMs),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0; // nobody answers: the next step of the schedule tries again
    }
  }

  async function attempt(notice: Notice, step: number): Promise<void> {
    const status = await deliver(notice);
    const seconds = retrySeconds[step];
    if ((status >= 200 && status < 300) || seconds === undefined || waiting.size >= waitingMax) return;
    const timer = setTimeout(
      () => {
        waiting.delete(timer);
        void attempt(notice, step + 1);
      },
      (seconds * 1_000) / timeScale,
    );
    timer.unref();
    waiting.add(timer);
  }

  return {
    deliver,
    /** Calls back until answered, on the schedule. */
    send: (notice: Notice): void => void attempt(notice, 0),
    stop(): void {
      for (const timer of waiting) clearTimeout(timer);
      waiting.clear();
    },
  };
}

export type Notifier = ReturnType<typeof openNotifier>;
