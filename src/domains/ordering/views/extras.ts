import type { Reader } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';

/** What the floor above knows of an order and its pages show beside it. The door hands it in: news travels up, not down. */
export interface OrderExtras {
  /** By order line. */
  readonly lines: ReadonlyMap<
    string,
    {
      /** Who sends it, once decided. */
      readonly fulfillerName: string | null;
      readonly canClaim: boolean;
      readonly claim: { readonly claimId: string; readonly state: string; readonly refundFen: Fen } | null;
    }
  >;
  /** By shop order, once a wave is confirmed. */
  readonly pickupCodes: ReadonlyMap<string, string>;
}

export type ReadExtras = (
  db: Reader,
  keys: { readonly orderLineIds: readonly string[]; readonly shopOrderIds: readonly string[] },
) => Promise<OrderExtras>;
