import type { Bps, Fen } from '../../../kernel/money.ts';

/** The rule book as rules read it: the decoded document of contract/rulebook.ts, spelled out so that rules stay pure. */
export interface Rules {
  duties: DutyRule[];
  commission: CommissionRule[];
  roomShareBps: Bps;
  hostShareBps: Bps;
  serviceFeeBps: Bps;
  fulfilOnBehalf: { perOrderFen: Fen; perPieceFen: Fen };
  delivery: {
    shopperFeeFen: Fen;
    courierBaseFen: Fen;
    baseMetre: number;
    perKmFen: Fen;
    capFen: Fen;
  };
  savingSplit: { shopsBps: Bps; shoppersBps: Bps; fundBps: Bps };
  afterSales: { reason: ClaimReason; liable: Liable }[];
  claimWindowHours: number;
  pickupHandlingFen: Fen;
  holdSeconds: number;
  perPersonLimit: number;
}

export type Duty = 'catalogue' | 'pooling' | 'dispatch' | 'settlement' | 'live';
export const duties: readonly Duty[] = ['catalogue', 'pooling', 'dispatch', 'settlement', 'live'];

/** Null names the operators. */
export interface DutyRule {
  duty: Duty;
  shopId: string | null;
}

/** Null matches every category or every shop. */
export interface CommissionRule {
  ruleId: string;
  categoryCode: string | null;
  shopId: string | null;
  rateBps: Bps;
}

export type ClaimReason = 'bad-fruit' | 'short-weight' | 'short-delivery' | 'late' | 'wrong-item' | 'damaged';
export const claimReasons: readonly ClaimReason[] = [
  'bad-fruit',
  'short-weight',
  'short-delivery',
  'late',
  'wrong-item',
  'damaged',
];
export type Liable = 'supplier' | 'hub' | 'seller' | 'fulfiller' | 'courier' | 'fund';
