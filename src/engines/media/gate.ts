import { rememberedKicks, rememberedTokens } from './hub/limits.ts';
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

  /** What tokens with a good signature say. */
  readonly #good = new Map<string, MediaGrant>();

  constructor(secret: string, nowMillis: () => number) {
    this.#secret = secret;
    this.#nowMillis = nowMillis;
  }

  authorize(action: MediaAction, token: string): MediaGrant | TokenRefusal {
    const grant = this.#read(action, token);
    if (typeof grant === 'string') return grant;
    const { streamId } = grant;
    const keys = [keyOf(grant), keyOf({ action, streamId })];
    return keys.some((key) => (this.#kicks.get(key)?.atMillis ?? -1) >= grant.issuedAtMillis)
      ? 'kicked'
      : grant;
  }

  /** A player of HLS shows the same token ten times a second: its signature is reckoned once, its times every time. */
  #read(action: MediaAction, token: string): MediaGrant | TokenRefusal {
    const nowMillis = this.#nowMillis();
    const known = this.#good.get(token);
    if (known?.action === action && nowMillis < known.expiresAtMillis) return known;
    const grant = verifyToken(this.#secret, action, token, nowMillis);
    if (typeof grant === 'string') return grant;
    this.#good.set(token, grant);
    const [oldest] = this.#good.keys();
    if (this.#good.size > rememberedTokens && oldest !== undefined) this.#good.delete(oldest);
    return grant;
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
