/** One message every two seconds on the long run, three at once. */
export const chatEverySeconds = 2;
export const chatBurst = 3;

/** How far `due_at` may be ahead of the clock when one more message is allowed (GCRA, ITU-T I.371). */
export const chatLeadSeconds = chatEverySeconds * (chatBurst - 1);

/** Whole seconds until the next message is allowed, at least 1. */
export function waitSeconds(dueAt: Date, now: Date): number {
  return Math.max(1, Math.ceil((dueAt.getTime() - now.getTime()) / 1_000 - chatLeadSeconds));
}
