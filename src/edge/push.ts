import { contract } from '../../contract/index.ts';
import { addPushAddress, removeBrowser } from '../domains/membership/index.ts';
import { refuseUnless } from '../kernel/refusal.ts';
import { act, read, type Door } from './route.ts';

export interface PushDeps {
  /** What browsers subscribe with. */
  readonly publicKey: string;
  /** Whether an endpoint belongs to a browser's push service. */
  isPushService(endpoint: string): boolean;
}

const { membership } = contract;

export function pushDoors({ publicKey, isPushService }: PushDeps): Door[] {
  return [
    read(membership.getPushKey, async () => ({ publicKey })),
    act(membership.addPushAddress, async (tx, { address }) => {
      if (address.channel === 'web-push') {
        const { channel, endpoint, p256dh, auth } = address;
        refuseUnless(isPushService(endpoint), 'push-service', {}, 'address.endpoint');
        await addPushAddress(tx, { channel, kind: null, endpoint, data: { p256dh, auth } });
      } else {
        const { channel, kind, wxUser } = address;
        await addPushAddress(tx, { channel, kind, endpoint: wxUser, data: {} });
      }
      return { done: true } as const;
    }),
    act(membership.removeBrowser, async (tx, { endpoint }) => {
      await removeBrowser(tx, endpoint);
      return { done: true } as const;
    }),
  ];
}
