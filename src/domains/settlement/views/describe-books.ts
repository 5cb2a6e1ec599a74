import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { settlement } from '../../../../contract/settlement.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { bookSums, listAccounts } from './books.ts';
import { journalPage } from './journal.ts';
import { nameParties } from './party-names.ts';

export async function trialBalance(db: Reader): Promise<Output<typeof settlement.getTrialBalance>> {
  const sums = await bookSums(db);
  const accounts = await listAccounts(db);
  const named = await nameParties(
    db,
    accounts.map((row) => ({ partyKind: row.party_kind, partyId: row.party_id })),
  );
  return {
    ...sums,
    accounts: accounts.map((row) => ({
      accountId: row.account_id,
      account: row.account,
      party: named(row.party_kind, row.party_id),
      balanceFen: row.balance_fen,
    })),
    checkedAt: db.now,
  };
}

export async function listEntries(
  db: Reader,
  input: Input<typeof settlement.listEntries>,
): Promise<Output<typeof settlement.listEntries>> {
  const page = await journalPage(db, input);
  const named = await nameParties(
    db,
    page.rows.flatMap((row) => row.postings),
  );
  return {
    nextCursor: page.nextCursor,
    rows: page.rows.map((row) => ({
      entryId: row.entry_id,
      at: row.at,
      kind: row.kind,
      memo: row.memo,
      sourceType: row.source_type,
      sourceId: row.source_id,
      orderNumber: row.order_number,
      ruleVersion: row.rule_version,
      postings: row.postings.map((posting) => ({
        account: posting.account,
        party: named(posting.partyKind, posting.partyId),
        amountFen: BigInt(posting.amountFen),
      })),
    })),
  };
}
