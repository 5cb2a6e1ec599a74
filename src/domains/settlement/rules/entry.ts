import type { Fen } from '../../../kernel/money.ts';

/** Whose account it is. Ids are null for the one hub fund, platform, provider and the shoppers as a whole. */
export type PartyKind =
  | 'shop'
  | 'supplier'
  | 'host'
  | 'courier'
  | 'hub'
  | 'fund'
  | 'platform'
  | 'shoppers'
  | 'provider';
export interface Party {
  readonly kind: PartyKind;
  readonly id: string | null;
}

/**
 * `clearing`: money at the provider (negative: the provider holds it for us) and what shoppers have paid for goods not
 * yet handed over. `earnings`: what a party has coming. `payable`: what suppliers have coming. `saving`: a pool's
 * saving between purchase and split, zero afterwards. `delivery`: shoppers' fees against couriers' pay.
 */
export type AccountName = 'clearing' | 'earnings' | 'payable' | 'saving' | 'delivery';

/** One leg of an entry. Positive: the alliance owes the party more. `item` is the line of the statement it counts to. */
export interface PostingDraft {
  readonly account: AccountName;
  readonly party: Party;
  readonly item: string;
  readonly amountFen: Fen;
  /** Pieces, orders or stops behind the sum; 1 when it is not counted. */
  readonly quantity: number;
  /** Set when the sum is quantity × unit. */
  readonly unitFen: Fen | null;
}

export interface EntryDraft {
  readonly kind: string;
  /** With `kind` the business key: posting the same fact twice is impossible. */
  readonly sourceType:
    | 'order'
    | 'order-line'
    | 'shop-order'
    | 'refund'
    | 'claim'
    | 'pool'
    | 'allocation'
    | 'stop';
  readonly sourceId: string;
  readonly orderGroupId: string | null;
  readonly shopOrderId: string | null;
  readonly orderNumber: string | null;
  /** Which rule of the rule book, '' where none decides. */
  readonly rule: string;
  readonly ruleVersion: number;
  readonly evidence: Readonly<Record<string, string | number | null>>;
  readonly memo: string;
  readonly postings: readonly PostingDraft[];
}

export const provider: Party = { kind: 'provider', id: null };
export const shoppers: Party = { kind: 'shoppers', id: null };
export const fund: Party = { kind: 'fund', id: null };
export const platform: Party = { kind: 'platform', id: null };

export function leg(
  account: AccountName,
  party: Party,
  item: string,
  amountFen: Fen,
  quantity = 1,
  unitFen: Fen | null = null,
): PostingDraft {
  return { account, party, item, amountFen, quantity, unitFen };
}

/** Drops empty legs; throws RangeError when the rest does not sum to zero. Null when nothing is left to post. */
export function balanced(entry: EntryDraft): EntryDraft | null {
  const postings = entry.postings.filter((posting) => posting.amountFen !== 0n);
  const sum = postings.reduce((total, posting) => total + posting.amountFen, 0n);
  if (sum !== 0n)
    throw new RangeError(`${entry.kind} of ${entry.sourceType} ${entry.sourceId} is off by ${sum} fen`);
  return postings.length > 0 ? { ...entry, postings } : null;
}
