import type { Fact } from '../../engines/db/outbox.ts';

/** Every fact of a session is numbered along it, chat included. */
function ofSession(kind: string, sessionId: string, payload: Record<string, unknown> = {}): Fact {
  return { kind, aggregate: 'session', aggregateId: sessionId, payload: { sessionId, ...payload } };
}

export function sessionScheduled(sessionId: string): Fact {
  return ofSession('session-scheduled', sessionId);
}
export function sessionStarted(sessionId: string): Fact {
  return ofSession('session-started', sessionId);
}
export function sessionEnded(sessionId: string): Fact {
  return ofSession('session-ended', sessionId);
}
export function sessionCancelled(sessionId: string): Fact {
  return ofSession('session-cancelled', sessionId);
}
/** Title, times, host, items or flash prices changed: read them again. */
export function lineUpChanged(sessionId: string): Fact {
  return ofSession('line-up-changed', sessionId);
}
/** Another host went on with the session. */
export function hostChanged(sessionId: string, hostMemberId: string, formerMemberId: string): Fact {
  return ofSession('host-changed', sessionId, { hostMemberId, formerMemberId });
}
export function itemPinned(sessionId: string, sessionItemId: string | null): Fact {
  return ofSession('item-pinned', sessionId, { sessionItemId });
}
export function chatSaid(sessionId: string, shopId: string, messageId: string): Fact {
  return ofSession('chat-said', sessionId, { shopId, messageId });
}
/** A message was shown or removed by host or operator. */
export function chatReviewed(sessionId: string, shopId: string, messageId: string): Fact {
  return ofSession('chat-reviewed', sessionId, { shopId, messageId });
}
