import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { moveStatement } from '../store/statements.ts';
import { describeStatement, type Statement } from '../views/describe-statement.ts';

/** For people who read a refusal. */
const stateName: Readonly<Record<Statement['state'], string>> = {
  draft: '草稿',
  issued: '等确认',
  agreed: '已确认',
  disputed: '有差异',
};

/** The party agrees; a disputed statement may be agreed after all. */
export function agreeStatement(tx: Tx, input: { statementId: string }): Promise<Statement> {
  return move(tx, input.statementId, ['issued', 'disputed'], 'agreed', '');
}

export function disputeStatement(tx: Tx, input: { statementId: string; note: string }): Promise<Statement> {
  return move(tx, input.statementId, ['issued'], 'disputed', input.note);
}

async function move(
  tx: Tx,
  statementId: string,
  from: readonly string[],
  to: string,
  note: string,
): Promise<Statement> {
  const before = await describeStatement(tx, statementId);
  const moved = await moveStatement(tx, { statementId, from, to, note });
  if (!moved) throw new Refusal('statement-state', { state: stateName[before.state] });
  return describeStatement(tx, statementId);
}
