import { createHmac } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';
import type { SmsEngine } from './port.ts';

export interface SmsWebhookOptions {
  /** Where messages are posted; https, or http on this machine. */
  readonly url: string;
  /** Signs every request, so that the receiver knows who asks. */
  readonly secret: string;
  readonly clock: Clock;
}

const timeoutMs = 8_000;
const localHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Hands messages to the installation's own SMS gateway: POST JSON `{phone, kind, text}` with the headers
 * `lianbo-timestamp` (seconds) and `lianbo-signature` = hex HMAC-SHA256 of `timestamp\nbody\n`. A 2xx answer means taken.
 *
 * @throws TypeError when the address is not https (http only on this machine), or carries a password.
 */
export function openSmsWebhook({ url, secret, clock }: SmsWebhookOptions): SmsEngine {
  const target = new URL(url);
  const isLocal = target.protocol === 'http:' && localHosts.has(target.hostname);
  if (target.protocol !== 'https:' && !isLocal)
    throw new TypeError('The SMS webhook must be an https address');
  if (target.username || target.password)
    throw new TypeError('The SMS webhook address must not carry a password');
  return {
    async send({ phone, kind, text }) {
      const body = JSON.stringify({ phone, kind, text });
      const timestamp = Math.floor(clock.now().getTime() / 1_000).toString();
      const answer = await fetch(target, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'lianbo-timestamp': timestamp,
          'lianbo-signature': createHmac('sha256', secret).update(`${timestamp}\n${body}\n`).digest('hex'),
        },
        body,
        // A gateway that redirects could lead the phone number anywhere.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`The SMS gateway answered ${answer.status}`);
    },
  };
}
