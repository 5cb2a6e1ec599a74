import type { Tx } from '../../../engines/db/tx.ts';
import { shanghaiDay, startOfShanghaiDay } from '../../../kernel/clock.ts';
import type { Fen } from '../../../kernel/money.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { currentRules } from '../../rulebook/index.ts';
import { nextNumbers } from '../../supply/index.ts';
import { statementLines } from '../rules/statement-lines.ts';
import {
  insertStatements,
  lastClosedDay,
  lockClosing,
  stampPostings,
  unstatedParties,
} from '../store/statements.ts';
import { nameParties } from '../views/party-names.ts';

const dayMs = 86_400_000;

/**
 * Makes one statement per party for whatever it has not been told yet, up to the end of `toDay` (Shanghai). A day is
 * closed once: closing it again makes nothing, and what is posted for it late falls to the next period. Refuses a period
 * that has not begun; the running day may be closed early, its rest then falls to the next one.
 */
export async function closePeriod(
  tx: Tx,
  period: { fromDay: string; toDay: string },
): Promise<{ made: number; sumFen: Fen }> {
  refuseUnless(period.fromDay <= period.toDay, 'period-open', {}, 'toDay');
  refuseUnless(startOfShanghaiDay(period.toDay) <= tx.now, 'period-open', {}, 'toDay');
  const end = new Date(startOfShanghaiDay(period.toDay).getTime() + dayMs);
  const until = end < tx.now ? end : tx.now;
  await lockClosing(tx);
  const closed = await lastClosedDay(tx);
  const isClosed = closed !== null && period.toDay <= closed;
  const parties = isClosed ? [] : await unstatedParties(tx, until);
  if (parties.length === 0) return { made: 0, sumFen: 0n };
  const { version } = await currentRules(tx);
  const named = await nameParties(tx, parties);
  const numbers = await nextNumbers(tx, 'ST', parties.length);
  const drafts = parties.map((party, i) => ({ ...party, statementId: tx.newId(), number: numbers[i]! }));
  const groups = await stampPostings(tx, until, drafts);
  const statements = drafts
    .filter((draft) => groups.has(draft.statementId))
    .map((draft) => {
      const mine = groups.get(draft.statementId)!;
      return {
        ...draft,
        partyName: named(draft.partyKind, draft.partyId).name,
        ruleVersion: version,
        dueFen: mine.reduce((sum, group) => sum + group.amountFen, 0n),
        lines: statementLines(mine),
      };
    });
  await insertStatements(tx, { ...period, numberedOn: shanghaiDay(tx.now) }, statements);
  return {
    made: statements.length,
    sumFen: statements.reduce((sum, statement) => sum + statement.dueFen, 0n),
  };
}
