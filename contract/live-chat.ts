import { z } from 'zod';
import { done, endpoint, id, instant } from './endpoint.ts';

export const chatMessage = z.object({
  messageId: id,
  at: instant,
  shopId: id,
  memberId: id,
  name: z.string(),
  text: z.string(),
  isHost: z.boolean(),
  state: z.enum(['shown', 'held', 'removed']),
});

/** Answered when someone else than the session's host or an operator asks, or at the wrong time. */
export const hostRefusals = ['session-state', 'not-host'] as const;

/** Talk in live rooms and the words that must not be said. */
export const liveChat = {
  sendChat: endpoint({
    method: 'POST',
    path: '/api/sessions/:sessionId/rooms/:shopId/chat',
    kind: 'act',
    who: 'member',
    summary: 'Say something; a message with a banned word is held for the host',
    input: z.object({ sessionId: id, shopId: id, text: z.string().trim().min(1).max(120) }),
    output: chatMessage,
    refusals: ['muted', 'room-banned', 'chat-too-fast', 'room-closed', 'session-state', 'banned-word'],
  }),
  mutePerson: endpoint({
    method: 'POST',
    path: '/api/sessions/:sessionId/sanctions',
    kind: 'act',
    who: ['operator', 'host'],
    summary: 'Mute for minutes or for the session, or ban from its rooms',
    input: z.object({
      sessionId: id,
      memberId: id,
      minutes: z.coerce.number().int().min(1).max(1_440).default(10),
      reason: z.string().trim().max(60).default(''),
      /** ban: neither talks nor watches nor claims coupons. */ kind: z.enum(['mute', 'ban']).default('mute'),
    }),
    output: done,
    refusals: [...hostRefusals],
  }),
  unmutePerson: endpoint({
    method: 'DELETE',
    path: '/api/sessions/:sessionId/sanctions/:memberId',
    kind: 'act',
    who: ['operator', 'host'],
    summary: 'Unmute',
    input: z.object({ sessionId: id, memberId: id }),
    output: done,
    refusals: [...hostRefusals],
  }),
  reviewChat: endpoint({
    method: 'PUT',
    path: '/api/sessions/:sessionId/chat/:messageId',
    kind: 'act',
    who: ['operator', 'host'],
    summary: 'Show a held message or remove one',
    input: z.object({ sessionId: id, messageId: id, state: z.enum(['shown', 'removed']) }),
    output: chatMessage,
    refusals: [...hostRefusals],
  }),
  listBannedWords: endpoint({
    method: 'GET',
    path: '/api/banned-words',
    kind: 'read',
    who: ['operator', 'host'],
    summary: 'Words not to say and what to say instead',
    input: z.object({}),
    output: z.object({ rows: z.array(z.object({ word: z.string(), suggestion: z.string() })) }),
  }),
  putBannedWord: endpoint({
    method: 'PUT',
    path: '/api/banned-words',
    kind: 'act',
    who: ['operator'],
    duty: 'live',
    summary: 'Add or change a banned word',
    input: z.object({ word: z.string().trim().min(1).max(20), suggestion: z.string().trim().max(60) }),
    output: done,
  }),
  removeBannedWord: endpoint({
    method: 'DELETE',
    path: '/api/banned-words',
    kind: 'act',
    who: ['operator'],
    duty: 'live',
    summary: 'Remove a banned word',
    input: z.object({ word: z.string().trim().min(1).max(20) }),
    output: done,
  }),
};
