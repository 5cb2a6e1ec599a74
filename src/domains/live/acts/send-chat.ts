import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { isOperator } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { describeMembers, describeShops } from '../../membership/index.ts';
import { chatSaid } from '../facts.ts';
import { findBanned } from '../rules/banned-words.ts';
import { chatEverySeconds, chatLeadSeconds, waitSeconds } from '../rules/chat-pace.ts';
import { needState } from '../rules/session-state.ts';
import { shanghaiMinute } from '../rules/session-times.ts';
import { findBannedWords } from '../store/banned-words.ts';
import { insertChat, takePace } from '../store/chat.ts';
import { findSanction } from '../store/sanctions.ts';
import { getSessionRow } from '../store/sessions.ts';
import type { ChatMessage, SessionRow } from '../tables.ts';
import { needRoom } from '../views/rooms.ts';

/**
 * Says something in a room. The host is warned of a banned word before it is said; a shopper's message with one is kept
 * and waits for the host. Everything stays with the session.
 */
export async function sendChat(
  tx: Tx,
  { sessionId, shopId, text }: { readonly sessionId: string; readonly shopId: string; readonly text: string },
): Promise<ChatMessage> {
  const session = await getSessionRow(tx, sessionId);
  await needRoom(tx, { sessionId, shopId });
  needState(session.state, 'live');
  const memberId = tx.actor!.memberId;
  const isHost = memberId === session.hostMemberId;
  if (!isHost && !isOperator(tx.actor)) await checkTurn(tx, sessionId, memberId);
  const [banned] = findBanned(text, await findBannedWords(tx));
  if (banned && isHost) throw new Refusal('banned-word', { ...banned }, 'text');
  const message: ChatMessage = {
    messageId: tx.newId(),
    at: tx.now,
    shopId,
    memberId,
    name: await nameOf(tx, session, memberId, isHost),
    text,
    isHost,
    state: banned ? 'held' : 'shown',
  };
  await insertChat(tx, sessionId, message);
  await announce(tx, [chatSaid(sessionId, shopId, message.messageId)]);
  return message;
}

async function checkTurn(tx: Tx, sessionId: string, memberId: string): Promise<void> {
  const sanction = await findSanction(tx, sessionId, memberId);
  if (sanction?.kind === 'ban') throw new Refusal('room-banned');
  if (sanction) throw new Refusal('muted', { until: shanghaiMinute(sanction.until) });
  const dueAt = await takePace(tx, sessionId, memberId, {
    everySeconds: chatEverySeconds,
    leadSeconds: chatLeadSeconds,
  });
  if (dueAt) throw new Refusal('chat-too-fast', { retryAfterSeconds: waitSeconds(dueAt, tx.now) });
}

/** The host speaks under the name of the shop, shoppers under their nickname. */
async function nameOf(tx: Tx, session: SessionRow, memberId: string, isHost: boolean): Promise<string> {
  if (isHost) {
    const shop = (await describeShops(tx, [session.hostShopId])).get(session.hostShopId);
    if (shop) return shop.shortName;
  }
  const member = (await describeMembers(tx, [memberId])).get(memberId);
  if (!member) throw new Error(`Member ${memberId} is signed in but unknown`);
  return member.nickname;
}
