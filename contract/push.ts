import { z } from 'zod';
import { done, endpoint } from './endpoint.ts';

const browser = z.object({
  channel: z.literal('web-push'),
  /** Where the browser's push service takes messages; other hosts are refused. */
  endpoint: z.url().max(600),
  p256dh: z.string().min(1).max(200),
  auth: z.string().min(1).max(100),
});
/** A mini-program's user allowed one message of a kind (订阅消息): kept in a ledger, gone when it is sent. */
const grant = z.object({
  channel: z.literal('wx-subscribe'),
  wxUser: z.string().min(1).max(64),
  kind: z.enum(['session-started', 'session-cancelled', 'arrived']),
});

/** Being told without a text message. */
export const push = {
  getPushKey: endpoint({
    method: 'GET',
    path: '/api/push-key',
    kind: 'read',
    who: 'anyone',
    summary: 'The public key a browser subscribes with (VAPID)',
    input: z.object({}),
    output: z.object({ publicKey: z.string() }),
  }),
  addPushAddress: endpoint({
    method: 'PUT',
    path: '/api/me/push-addresses',
    kind: 'act',
    who: 'member',
    summary: 'Tell me here: in this browser, or once by a granted message',
    input: z.object({ address: z.discriminatedUnion('channel', [grant, browser]) }),
    output: done,
    refusals: ['push-service'],
  }),
  removeBrowser: endpoint({
    method: 'DELETE',
    path: '/api/me/push-addresses',
    kind: 'act',
    who: 'member',
    summary: 'Not in this browser any more',
    input: z.object({ endpoint: z.string().min(1).max(600) }),
    output: done,
  }),
};
