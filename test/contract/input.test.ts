import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Endpoint } from '../../contract/endpoint.ts';
import { fingerprint } from './fingerprint.ts';
import { allEndpoints, rightfulCalls } from './forbidden-calls.ts';
import { sendRaw, type RawAnswer } from './raw-request.ts';
import { sampleInput } from './sample-input.ts';
import { openStand } from './stand.ts';
import { flawsOf, odditiesOf, type Flaw, type Input } from './wrong-input.ts';

/** Values tried of each mistake: there are some thousand mistakes, and each is made in a thousandth of a second. */
const triesPerFlaw = 3;
/** However much is wrong, the answer stays readable. */
const answerCharsMax = 20_000;

type Sender = Parameters<typeof sendRaw>[2];

let stand: Awaited<ReturnType<typeof openStand>>;

beforeAll(async () => {
  stand = await openStand();
});
afterAll(() => stand?.close());

/** Right in every field, those that may be left out included; the fewest that do; and somebody who may send it. */
function rightly(operation: string, endpoint: Endpoint): { right: Input; fewest: Input; person: Sender } {
  const { home } = stand.both;
  const [call] = rightfulCalls(operation, endpoint, home.ids);
  const known = { ...home.ids.common, ...home.ids.byOperation[operation] };
  const right = sampleInput(endpoint.input, { known, optional: true });
  return { right, fewest: call!.input, person: home.people.get(call!.as) };
}

/** What is wrong with the answer to a mistake in this field, or nothing. */
function complaint({ status, text }: RawAnswer, field: string): string | null {
  if (status < 400 || status >= 500) return `${status} ${text.slice(0, 300)}`;
  if (text.length > answerCharsMax) return `an answer of ${text.length} characters`;
  const { kind, issues = [] } = JSON.parse(text) as {
    kind: string;
    issues?: { path: string; message: string }[];
  };
  if (kind !== 'malformed') return `${status} ${text.slice(0, 300)}`;
  const isNamed = issues.some(
    ({ path }) => path === field || path.startsWith(`${field}.`) || path === '(path)',
  );
  return isNamed ? null : `names ${issues.map(({ path }) => path).join()}`;
}

/** Makes one change in a few ways; says what went wrong and with which seed it does again. */
async function tryOut(
  flaw: Flaw,
  endpoint: Endpoint,
  { person, headers }: { person: Sender; headers?: Record<string, string> },
  judge: (answer: RawAnswer) => string | null,
): Promise<string[]> {
  const found = await fc.check(
    fc.asyncProperty(flaw.inputs, async (input) => {
      const wrong = judge(await sendRaw(stand, endpoint, person, { input, ...(headers ? { headers } : {}) }));
      if (wrong) throw new Error(wrong);
    }),
    { numRuns: triesPerFlaw },
  );
  if (!found.failed) return [];
  const { seed, counterexample, errorInstance } = found;
  const sent = JSON.stringify(counterexample).slice(0, 300);
  return [`${flaw.field} ${flaw.how}: ${String(errorInstance)} for ${sent} (seed ${seed})`];
}

test.each(allEndpoints())(
  '%s names what is wrong in its input and changes nothing',
  async (operation, endpoint) => {
    const before = await fingerprint(stand.owner);
    const { right, person } = rightly(operation, endpoint);
    const holes: string[] = [];
    for (const flaw of flawsOf(endpoint, right))
      holes.push(...(await tryOut(flaw, endpoint, { person }, (answer) => complaint(answer, flaw.field))));
    expect(holes).toEqual([]);
    expect(await fingerprint(stand.owner)).toBe(before);
  },
);

test.each(allEndpoints())('%s has an answer for what is odd and allowed', async (operation, endpoint) => {
  const { right, fewest, person } = rightly(operation, endpoint);
  const headers = { 'x-dry-run': '1' };
  const holes: string[] = [];
  for (const oddity of odditiesOf(endpoint, right, fewest))
    holes.push(...(await tryOut(oddity, endpoint, { person, headers }, defectIn)));
  expect(holes).toEqual([]);
});

/** The provider of payments or messages may be away here, which is a refusal and not a defect. */
function defectIn({ status, text }: RawAnswer): string | null {
  return status >= 500 && !text.includes('"kind":"refusal"') ? `${status} ${text.slice(0, 300)}` : null;
}
