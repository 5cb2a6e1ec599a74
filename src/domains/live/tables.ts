import type { Output } from '../../../contract/endpoint.ts';
import type { live } from '../../../contract/live.ts';

export type SessionState = 'scheduled' | 'live' | 'ended' | 'cancelled';

export interface SessionRow {
  readonly sessionId: string;
  readonly title: string;
  readonly hostMemberId: string;
  /** May take the session over while it is on air. */
  readonly substituteMemberId: string | null;
  readonly hostShopId: string;
  readonly state: SessionState;
  readonly startsAt: Date;
  readonly plannedEndAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly pinnedItemId: string | null;
  readonly pinnedAt: Date | null;
  readonly peakViewers: number;
}

export interface SessionItemRow {
  readonly sessionItemId: string;
  readonly sessionId: string;
  readonly position: number;
  readonly variantId: string;
  readonly poolId: string | null;
  readonly flashPriceFen: bigint | null;
  /** Pieces to be had at the flash price, null for as many as there are. */
  readonly flashQuantity: number | null;
  /** Pieces held or bought of this round. */
  readonly flashTaken: number;
  readonly flashRound: string | null;
  readonly script: string;
  readonly sellingPoints: readonly string[];
  /** Paid pieces of all rooms. */
  readonly soldQuantity: number;
}

export interface ChatRow {
  readonly messageId: string;
  readonly at: Date;
  readonly shopId: string;
  readonly memberId: string;
  readonly name: string;
  readonly text: string;
  readonly isHost: boolean;
  readonly state: 'shown' | 'held' | 'removed';
}

export interface BannedWord {
  readonly word: string;
  /** What to say instead. */
  readonly suggestion: string;
}

export type SessionDetail = Output<typeof live.getSession>;
export type SessionCard = Output<typeof live.listSessions>['rows'][number];
export type LineUpItem = Output<typeof live.getRoom>['items'][number];
export type ChatMessage = Output<typeof live.sendChat>;
