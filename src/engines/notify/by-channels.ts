import type { SmsEngine } from '../sms/port.ts';
import type { NotifyEngine, PushAddress, PushChannel } from './port.ts';

/** Channels of this installation; one that is absent is passed over. */
export type PushChannels = Partial<Readonly<Record<PushAddress['channel'], PushChannel>>>;

/**
 * Pushes where a person has asked for it and sends a text message when nothing took the notice: a browser costs nothing
 * and a text does. One channel that fails does not keep the next from trying.
 */
export function notifyByChannels(channels: PushChannels, sms: SmsEngine): NotifyEngine {
  return {
    async send({ addresses, ...notice }) {
      const spent: string[] = [];
      let isTaken = false;
      for (const address of addresses) {
        const outcome = await channels[address.channel]?.push(address, notice).catch(() => null);
        isTaken ||= outcome === 'taken';
        const isOnce = address.channel === 'wx-subscribe' && outcome === 'taken';
        if (outcome === 'gone' || isOnce) spent.push(address.addressId);
      }
      if (!isTaken) await sms.send(notice);
      return { spent };
    },
  };
}

/** Shows on the page of unsent messages what would have been pushed. */
export function simulatePush(outbox: SmsEngine, phoneOf: (address: PushAddress) => string): PushChannel {
  return {
    async push(address, { kind, text }) {
      await outbox.send({ phone: phoneOf(address), kind, text });
      return 'taken';
    },
  };
}
