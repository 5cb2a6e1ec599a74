import { api } from '../../kit/client/browser.ts';

/**
 * Asks this browser to show notices also when the page is closed. False where it cannot, or the person says no: then a
 * text message comes instead.
 */
export async function tellMeHere(): Promise<boolean> {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis) || !isSecureContext) return false;
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration || (await Notification.requestPermission()) !== 'granted') return false;
  const { publicKey } = await api.membership.getPushKey({});
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  if (endpoint === undefined) return false;
  const address = {
    channel: 'web-push' as const,
    endpoint,
    p256dh: keys?.['p256dh'] ?? '',
    auth: keys?.['auth'] ?? '',
  };
  await api.membership.addPushAddress({ address });
  return true;
}

/** Not here any more: what follows comes as text messages. */
export async function forgetMeHere(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const subscription = await registration?.pushManager?.getSubscription();
  if (!subscription) return;
  await api.membership.removeBrowser({ endpoint: subscription.endpoint });
  await subscription.unsubscribe();
}

/** Whether this browser shows notices now. Rejects where it never could. */
export async function isToldHere(): Promise<boolean> {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration?.pushManager) throw new Error('This browser shows no notices');
  return (await registration.pushManager.getSubscription()) !== null;
}
