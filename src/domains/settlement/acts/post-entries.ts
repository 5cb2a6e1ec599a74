import type { Tx } from '../../../engines/db/tx.ts';
import type { EntryDraft } from '../rules/entry.ts';
import { accountKey, addToBalances, findAccounts, openAccounts } from '../store/accounts.ts';
import { insertEntries, insertPostings } from '../store/entries.ts';

/**
 * Writes entries, their postings and the running balances in one transaction. Entries whose business key exists are
 * left as they are. Returns how many were new.
 */
export async function postEntries(tx: Tx, drafts: readonly (EntryDraft | null)[]): Promise<number> {
  const entries = drafts.filter((draft) => draft !== null).map((entry) => ({ entryId: tx.newId(), entry }));
  if (entries.length === 0) return 0;
  const fresh = await insertEntries(tx, entries);
  const posted = entries.filter(({ entryId }) => fresh.has(entryId));
  if (posted.length === 0) return 0;
  const keys = [
    ...new Map(posted.flatMap(({ entry }) => entry.postings.map((leg) => [accountKey(leg), leg]))).values(),
  ];
  await openAccounts(tx, keys);
  const accounts = await findAccounts(tx, keys);
  const postings = posted.flatMap(({ entryId, entry }) =>
    entry.postings.map((leg, line) => ({
      entryId,
      line,
      accountId: accounts.get(accountKey(leg))!,
      item: leg.item,
      amountFen: leg.amountFen,
      quantity: leg.quantity,
      unitFen: leg.unitFen,
    })),
  );
  await insertPostings(tx, postings);
  const changes = new Map<string, bigint>();
  for (const { accountId, amountFen } of postings)
    changes.set(accountId, (changes.get(accountId) ?? 0n) + amountFen);
  await addToBalances(tx, changes);
  return posted.length;
}
