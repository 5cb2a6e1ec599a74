import type { Fact } from '../../engines/db/outbox.ts';

function ofDrop(kind: string, sessionId: string, dropId: string): Fact {
  return { kind, aggregate: 'coupon-drop', aggregateId: dropId, payload: { sessionId, dropId } };
}

export function couponDropped(sessionId: string, dropId: string): Fact {
  return ofDrop('coupon-dropped', sessionId, dropId);
}
/** Its claiming was ended before its time. */
export function couponDropEnded(sessionId: string, dropId: string): Fact {
  return ofDrop('coupon-drop-ended', sessionId, dropId);
}
/** A twentieth of a drop was claimed since the last time this was said, or all of it is gone. */
export function couponsClaimed(sessionId: string, dropId: string): Fact {
  return ofDrop('coupons-claimed', sessionId, dropId);
}
