import type { Stage } from './stage.ts';

/** A guarantee and whether it held, with the figures that say so. */
export interface Guarantee {
  readonly name: string;
  readonly held: boolean;
  readonly figures: string;
}

const settleTimeoutMs = 30_000;
const settlePauseMs = 100;

/** Waits until something is so; says what was waited for when it does not come. */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  timeoutMs = settleTimeoutMs,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, settlePauseMs));
  }
}

/** Facts are told and refunds sent in the background: wait until nothing waits. */
export async function settle(stage: Stage): Promise<void> {
  await until('facts to be told', async () => {
    const text = await (await fetch(`${stage.origin}/metrics`)).text();
    return /lianbo_facts_waiting 0\b/.test(text);
  });
}

/** The books balance at this moment: every entry sums to zero and every running balance is the sum of its postings. */
export async function checkBooks(stage: Stage, when: string): Promise<Guarantee> {
  await settle(stage);
  const books = await stage.operator.api.settlement.getTrialBalance({});
  return {
    name: `试算平衡 · ${when}`,
    held: books.sumFen === '0' && books.balancesMatch,
    figures: `合计 ${books.sumFen} 分，${books.entryCount} 张分录，${books.postingCount} 笔过账`,
  };
}
