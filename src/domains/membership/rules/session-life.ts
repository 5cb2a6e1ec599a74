/** A session ends this long after it was last seen. */
export const sessionDays = 30;
/** Seeing it again is written down at most this often, so that reading costs no write. */
export const seenEverySeconds = 3_600;
/** The oldest sessions of a person end when there are more. */
export const sessionsPerMember = 20;
/** Browsers keep a cookie 400 days at most; the server decides earlier. */
export const cookieDays = 400;

const dayMs = 86_400_000;

export function sessionExpiry(now: Date): Date {
  return new Date(now.getTime() + sessionDays * dayMs);
}

export function cookieExpiry(now: Date): Date {
  return new Date(now.getTime() + cookieDays * dayMs);
}

export function isDueToBeSeen(seenAt: Date, now: Date): boolean {
  return now.getTime() - seenAt.getTime() >= seenEverySeconds * 1_000;
}
