import { waitingFacts } from '../../../engines/db/outbox.ts';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { formatYuan } from '../../../kernel/money.ts';
import { describeItems } from '../../catalog/index.ts';
import { bookSums } from '../../settlement/index.ts';
import { checkCounters, listLocations, type Counter } from '../../stock/index.ts';
import { checkPools } from '../../supply/index.ts';
import type { Finding } from '../rules/differences.ts';
import { keepFindings } from '../store/differences.ts';

/** News is through within seconds; a quarter of an hour later something is wrong with it. */
const factSecondsMax = 900;

/**
 * Compares every sum that is kept with the parts it is made of: counters with movements and lots, pools with their
 * commitments, running balances with postings, and the outbox with the clock. Reads all of it, so not often.
 *
 * @returns how many differences there are; they are kept until a later check finds them mended
 */
export async function checkItself(tx: Tx): Promise<number> {
  const findings = [
    ...(await counterFindings(tx)),
    ...(await poolFindings(tx)),
    ...(await bookFindings(tx)),
    ...(await factFindings(tx)),
  ];
  await keepFindings(tx, findings);
  return findings.length;
}

async function counterFindings(db: Reader): Promise<Finding[]> {
  const differences = await checkCounters(db);
  const itemOf = await namesOf(db, differences);
  const places = new Map((await listLocations(db)).map(({ locationId, name }) => [locationId, name]));
  return differences.map(({ locationId, variantId, counter, movements, lotPieces }) => ({
    what: 'counter',
    subjectKey: `${locationId} ${variantId}`,
    subject: `${places.get(locationId) ?? locationId} · ${itemOf(variantId)}`,
    expected: `${inWords(movements)}，批次合计 ${lotPieces}`,
    found: inWords(counter),
  }));
}

function inWords({ onHand, held, allocated }: Counter): string {
  return `在库 ${onHand}，占用 ${held}，分配 ${allocated}`;
}

async function poolFindings(db: Reader): Promise<Finding[]> {
  const differences = await checkPools(db);
  const itemOf = await namesOf(db, differences);
  return differences.map(({ poolId, variantId, held, paid, committedHeld, committedPaid }) => ({
    what: 'pool',
    subjectKey: poolId,
    subject: itemOf(variantId),
    expected: `已付 ${committedPaid}，占用 ${committedHeld}`,
    found: `已付 ${paid}，占用 ${held}`,
  }));
}

async function namesOf(db: Reader, rows: readonly { readonly variantId: string }[]) {
  const items = await describeItems(db, [...new Set(rows.map(({ variantId }) => variantId))]);
  return (variantId: string): string => items.get(variantId)?.name ?? variantId;
}

async function bookFindings(db: Reader): Promise<Finding[]> {
  const { sumFen, balancesMatch } = await bookSums(db);
  return [
    ...(sumFen === 0n ? [] : [finding('books', '全部过账', formatYuan(0n), formatYuan(sumFen))]),
    ...(balancesMatch ? [] : [finding('balance', '账户余额', '等于过账之和', '有账户不等')]),
  ];
}

async function factFindings(db: Reader): Promise<Finding[]> {
  const { count, error } = await waitingFacts(db, addSeconds(db.now, -factSecondsMax));
  return count === 0 ? [] : [finding('facts', error ?? '事实没有送达', '0', String(count))];
}

/** There is one of these in an alliance. */
function finding(what: Finding['what'], subject: string, expected: string, found: string): Finding {
  return { what, subjectKey: '', subject, expected, found };
}
