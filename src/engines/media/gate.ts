import { rememberedKicks } from './hub/limits.ts';
import type { KickTarget, MediaAction, MediaGrant, TokenRefusal } from './port.ts';
import { verifyToken } from './token.ts';

/** A kick and when it was spoken. */
export interface Kick {
  readonly target: KickTarget;
  readonly atMillis: number;
}

/** Decides who may pass: tokens by their signature, less those kicked since they were issued. */
export class Gate {
  readonly #secret: string;
  readonly #nowMillis: () => number;
  /** Latest kick by action, stream and member; insertion order is age. */
  readonly #kicks = new Map<string, Kick>();

  constructor(secret: string, nowMillis: () => number) {
    this.#secret = secret;
    this.#nowMillis = nowMillis;
  }

  authorize(action: MediaAction, token: string): MediaGrant | TokenRefusal {
    const grant = verifyToken(this.#secret, action, token, this.#nowMillis());
    if (typeof grant === 'string') return grant;
    const { streamId } = grant;
    const keys = [keyOf(grant), keyOf({ action, streamId })];
    return keys.some((key) => (this.#kicks.get(key)?.atMillis ?? -1) >= grant.issuedAtMillis)
      ? 'kicked'
      : grant;
  }

  remember(kick: Kick): void {
    const key = keyOf(kick.target);
    this.#kicks.delete(key);
    this.#kicks.set(key, kick);
    const [oldest] = this.#kicks.keys();
    if (this.#kicks.size > rememberedKicks && oldest !== undefined) this.#kicks.delete(oldest);
  }

  get kicks(): readonly Kick[] {
    return [...this.#kicks.values()];
  }
}

function keyOf(target: KickTarget): string {
  return [target.action, target.streamId, target.memberId ?? '*'].join(' ');
}
