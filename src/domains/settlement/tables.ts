import type { AccountName, PartyKind } from './rules/entry.ts';
import type { StatementLine } from './rules/statement-lines.ts';

/** Rows as the database returns them. */
export interface AccountRow {
  readonly account_id: string;
  readonly account: AccountName;
  readonly party_kind: PartyKind;
  readonly party_id: string | null;
}

export interface StatementRow {
  readonly statement_id: string;
  readonly number: string;
  readonly party_kind: PartyKind;
  readonly party_id: string | null;
  readonly party_name: string;
  readonly from_day: string;
  readonly to_day: string;
  readonly rule_version: number;
  readonly state: 'draft' | 'issued' | 'agreed' | 'disputed';
  readonly due_fen: bigint;
  readonly lines: StatementLine[];
  readonly note: string;
  readonly issued_at: Date | null;
  readonly agreed_at: Date | null;
}
