import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'vitest';
import type { Person } from './start-product.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** Waits until a page has what it shows: its landmark stands and no skeleton is left. */
export async function settle({ page }: Person): Promise<void> {
  await page.getByRole('main').first().waitFor();
  await expect.poll(() => page.locator('.lb-skeleton').count(), { timeout: 20_000 }).toBe(0);
}

/**
 * What is seriously wrong with the page for people who hear it, use keys or see little. The debugging protocol puts axe
 * into the page: its content policy stays as strict as it is.
 */
export async function seriousFindings({ page }: Person): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('Runtime.evaluate', { expression: axeSource });
    const { result } = await session.send('Runtime.evaluate', {
      expression: `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => JSON.stringify(violations))`,
      awaitPromise: true,
    });
    const findings = JSON.parse(String(result.value)) as Finding[];
    return findings
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
      );
  } finally {
    await session.detach();
  }
}

/** One page of one person: reachable, quiet, within the screen. Returns what is wrong, by path. */
export async function inspect(person: Person, path: string): Promise<string[]> {
  await person.open(path);
  await settle(person);
  const tooWidePixel = await person.page
    .locator('html')
    .evaluate((html) => Math.max(0, html.scrollWidth - html.clientWidth));
  const isMissing = (await person.page.getByText('没有这个页面').count()) > 0;
  const findings = [
    ...(isMissing ? ['is no page'] : []),
    ...(await seriousFindings(person)),
    ...(tooWidePixel > 0 ? [`${tooWidePixel} px wider than the screen`] : []),
    ...person.troubles.splice(0),
  ];
  return findings.map((finding) => `${path} ${finding}`);
}
