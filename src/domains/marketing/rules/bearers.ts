import type { Actor } from '../../../kernel/actor.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import type { Bps } from '../../../kernel/money.ts';

/** Who pays for a discount, and which part of it. */
export interface Bearer {
  readonly kind: 'shop' | 'fund';
  /** Null for the alliance fund. */
  readonly id: string | null;
  readonly weightBps: Bps;
}

const whole = 10_000;

/**
 * The host's shop bears what its host gives away; the alliance fund takes a part of it only when somebody says so who
 * answers for the alliance's shows (duty `live`). Refuses `not-allowed`.
 */
export function bearersOf(actor: Actor | null, hostShopId: string, fundShareBps: Bps): Bearer[] {
  refuseUnless(
    fundShareBps === 0 || actor?.duties.has('live'),
    'not-allowed',
    { duty: 'live' },
    'fundShareBps',
  );
  const all: Bearer[] = [
    { kind: 'shop', id: hostShopId, weightBps: whole - fundShareBps },
    { kind: 'fund', id: null, weightBps: fundShareBps },
  ];
  return all.filter(({ weightBps }) => weightBps > 0);
}
