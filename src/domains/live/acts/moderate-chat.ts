import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { describeMembers } from '../../membership/index.ts';
import { chatReviewed } from '../facts.ts';
import { needHost } from '../rules/may-direct.ts';
import { needState } from '../rules/session-state.ts';
import { reviewMessage } from '../store/chat.ts';
import { deleteSanction, putSanction } from '../store/sanctions.ts';
import { getSessionRow } from '../store/sessions.ts';
import type { ChatMessage, SessionRow } from '../tables.ts';

async function direct(tx: Tx, sessionId: string): Promise<SessionRow> {
  const session = await getSessionRow(tx, sessionId);
  needHost(tx.actor, session.hostMemberId);
  return session;
}

/** Shows a held message or takes one away. Both stay on record. */
export async function reviewChat(
  tx: Tx,
  input: { readonly sessionId: string; readonly messageId: string; readonly state: 'shown' | 'removed' },
): Promise<ChatMessage> {
  await direct(tx, input.sessionId);
  const message = await reviewMessage(tx, input.sessionId, input.messageId, input.state);
  await announce(tx, [chatReviewed(input.sessionId, message.shopId, message.messageId)]);
  return message;
}

/**
 * Keeps someone silent in every room of this session for some minutes, or with `ban` out of them: no word, no video, no
 * coupon. Doing it again sets kind and time anew.
 */
export async function mutePerson(
  tx: Tx,
  input: {
    readonly sessionId: string;
    readonly memberId: string;
    readonly minutes: number;
    readonly reason: string;
    /** Muting when absent. */
    readonly kind?: 'mute' | 'ban';
  },
): Promise<void> {
  const session = await direct(tx, input.sessionId);
  needState(session.state, 'scheduled', 'live');
  const members = await describeMembers(tx, [input.memberId]);
  refuseUnless(members.has(input.memberId), 'not-found', {}, 'memberId');
  await putSanction(tx, { kind: 'mute', ...input, until: addSeconds(tx.now, input.minutes * 60) });
}

export async function unmutePerson(
  tx: Tx,
  { sessionId, memberId }: { readonly sessionId: string; readonly memberId: string },
): Promise<void> {
  await direct(tx, sessionId);
  await deleteSanction(tx, sessionId, memberId);
}
