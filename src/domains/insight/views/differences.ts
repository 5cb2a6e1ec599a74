import type { Output } from '../../../../contract/endpoint.ts';
import type { insight } from '../../../../contract/insight.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { findDifferences } from '../store/differences.ts';

/** As many as a person could work off; the next check brings the others. */
const differencesShown = 200;

export async function listDifferences(db: Reader): Promise<Output<typeof insight.listDifferences>> {
  return { rows: await findDifferences(db, differencesShown) };
}

/** What the self-check found, as one to-do; the oldest is the worst. */
export async function differenceTodo(db: Reader) {
  const rows = await findDifferences(db, differencesShown);
  const [oldest] = rows;
  const kind = 'sums-differ' as const;
  return { kind, count: rows.length, worst: oldest?.subject ?? '', dueAt: oldest?.since ?? null };
}
