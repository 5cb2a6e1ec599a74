import type { SmsEngine } from '../sms/port.ts';
import type { NotifyEngine } from './port.ts';

/** Notices as text messages; with the dev outbox as SMS engine they appear on its page. */
export function notifyBySms(sms: SmsEngine): NotifyEngine {
  return { send: (notice) => sms.send(notice) };
}
