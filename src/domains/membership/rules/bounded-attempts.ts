/** At most `most` attempts in a window of `windowSeconds`, counted from the first one. */
export interface AttemptLimit {
  readonly most: number;
  readonly windowSeconds: number;
}

/** Guesses of one account's password. A locked-out owner can still sign in by code. */
export const passwordPerPhone: AttemptLimit = { most: 10, windowSeconds: 900 };
/** A street shares one address, so this only stops somebody trying one password on many phones. */
export const passwordPerAddress: AttemptLimit = { most: 300, windowSeconds: 900 };
/** Codes to one phone: five tries each keep the odds of a guess at 1 in 10 000 an hour. */
export const codesPerPhone: AttemptLimit = { most: 20, windowSeconds: 3_600 };
/** Codes asked for from one address; the installation may set another number. */
export const codesPerAddress: AttemptLimit = { most: 600, windowSeconds: 3_600 };

export type AttemptVerdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly retryAfterSeconds: number };

/** `taken` counts this attempt too. */
export function judgeAttempt(
  taken: number,
  windowStartedAt: Date,
  limit: AttemptLimit,
  now: Date,
): AttemptVerdict {
  if (taken <= limit.most) return { allowed: true };
  const endsAt = windowStartedAt.getTime() + limit.windowSeconds * 1_000;
  return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((endsAt - now.getTime()) / 1_000)) };
}
