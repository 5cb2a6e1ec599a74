/** From the sending of a code: how long it opens, how long until the next may be sent, how many wrong tries it takes. */
export const codeLifeSeconds = 300;
export const codeResendSeconds = 60;
export const codeTries = 5;

export interface SentCode {
  readonly expiresAt: Date;
  readonly triesLeft: number;
}

export type CodeVerdict =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly left: number }
  | { readonly kind: 'expired' };

/** No code sent, too late and no tries left are one answer: it tells nothing about the phone. */
export function judgeCode(sent: SentCode | null, matches: boolean, now: Date): CodeVerdict {
  if (!sent || now >= sent.expiresAt || sent.triesLeft <= 0) return { kind: 'expired' };
  if (matches) return { kind: 'right' };
  const left = sent.triesLeft - 1;
  return left > 0 ? { kind: 'wrong', left } : { kind: 'expired' };
}
