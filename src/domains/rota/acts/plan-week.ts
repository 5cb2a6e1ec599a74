import type { Reader, Tx } from '../../../engines/db/tx.ts';
import { enqueue } from '../../../engines/jobs/port.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { checkRota } from '../../../solvers/rota/check-rota.ts';
import type { RotaAnswer } from '../../../solvers/rota/solve-rota.ts';
import type { RotaProblem } from '../../../solvers/rota/types.ts';
import { rotaProblem } from '../views/rota-problem.ts';
import { weekOf } from '../rules/week.ts';
import { beginRun, endRun, insertRun } from '../store/runs.ts';
import { findSlots, giveSlots, lockRota } from '../store/slots.ts';
import { readWeek } from '../views/week-plan.ts';

/** What a planning under way needs to know, and to compare with when it is done. */
export interface WeekToPlan {
  readonly weekStart: string;
  readonly keepsPlan: boolean;
  readonly problem: RotaProblem;
}

/** Asks for a week to be planned. Refuses `rota-empty` without slots, `rota-running` while it is planned already. */
export async function askPlan(tx: Tx, day: string, keepsPlan: boolean): Promise<string> {
  const week = weekOf(day);
  refuseUnless((await findSlots(tx, week, 1)).length > 0, 'rota-empty', {}, 'day');
  const runId = tx.newId();
  refuseUnless(await insertRun(tx, runId, week.start, keepsPlan), 'rota-running', {}, 'day');
  await enqueue(tx, { queue: 'plan-rota', data: { runId } });
  return runId;
}

/** Null when the run has ended already. */
export async function takeRun(tx: Tx, runId: string): Promise<WeekToPlan | null> {
  const run = await beginRun(tx, runId);
  return run === null ? null : { ...run, problem: await problemOf(tx, run.weekStart, run.keepsPlan) };
}

async function problemOf(db: Reader, weekStart: string, keepsPlan: boolean): Promise<RotaProblem> {
  return rotaProblem(await readWeek(db, weekOf(weekStart), keepsPlan), db.now);
}

/**
 * Writes what the solver found, unless the week has changed meanwhile in a way that makes it wrong: then nothing is
 * written and the run says so.
 */
export async function endPlan(
  tx: Tx,
  runId: string,
  { weekStart, keepsPlan }: WeekToPlan,
  answer: RotaAnswer,
): Promise<void> {
  if (answer.kind === 'conflict') return endRun(tx, runId, 'conflict', null);
  await lockRota(tx);
  const problem = await problemOf(tx, weekStart, keepsPlan);
  const { assignments, value, bound, isProven, changes } = answer.plan;
  if (checkRota(problem, assignments).length > 0) return endRun(tx, runId, 'outdated', null);
  await giveSlots(tx, weekOf(weekStart), assignments);
  const given = assignments.length;
  await endRun(tx, runId, 'done', { value, bound, isProven, changes, given, slots: problem.slots.length });
}

export async function failPlan(tx: Tx, runId: string): Promise<void> {
  await endRun(tx, runId, 'failed', null);
}
