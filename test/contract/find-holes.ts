import type { Client } from 'pg';
import type { Endpoint } from '../../contract/endpoint.ts';
import { fingerprint, uuidsOf } from './fingerprint.ts';
import {
  foreignCalls,
  rightfulCalls,
  wrongPeople,
  type ForeignCall,
  type PlannedCall,
} from './forbidden-calls.ts';
import { send, type Site } from './site.ts';
import type { SmallAlliance } from './small-world.ts';

/** Two alliances behind one set of doors, and a look at the database past every policy. */
export interface Stand {
  readonly site: Site;
  readonly owner: Client;
  readonly both: { readonly home: SmallAlliance; readonly far: SmallAlliance };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

const dryRun = { 'x-dry-run': '1' };

/** Wrong people who were not refused, or who changed something although they were. */
export async function holesForWrongPeople(stand: Stand, operation: string, endpoint: Endpoint) {
  const before = await fingerprint(stand.owner);
  const holes = await surprises(stand, wrongPeople(operation, endpoint, stand.both.home.ids));
  return (await fingerprint(stand.owner)) === before ? holes : [...holes, 'a refused call changed something'];
}

/**
 * Ids of another alliance that were answered otherwise than ids that never were, or that got a row of one alliance to
 * name one of the other.
 */
export async function holesForForeignIds(stand: Stand, operation: string, endpoint: Endpoint) {
  const { home, far } = stand.both;
  const holes: string[] = [];
  for (const call of foreignCalls(operation, endpoint, { home: home.ids, far: far.ids })) {
    const before = await fingerprint(stand.owner);
    const foreign = await send(stand.site.app, stand.both, call);
    const after = await fingerprint(stand.owner);
    const nowhere = await send(stand.site.app, stand.both, call.twin);
    const difference = differenceOf(call, foreign, nowhere, before !== after);
    if (difference) holes.push(`${call.attempt}: ${difference}`);
  }
  const mine = await uuidsOf(stand.owner, home.founded.allianceId);
  const theirs = await uuidsOf(stand.owner, far.founded.allianceId);
  const shared = [...theirs].filter((id) => mine.has(id));
  return shared.length > 0 ? [...holes, `rows of both alliances name ${shared.join()}`] : holes;
}

function differenceOf(
  call: ForeignCall,
  foreign: Answer,
  nowhere: Answer,
  hasChanged: boolean,
): string | null {
  if (!call.expected.includes(foreign.status)) return `${foreign.status} ${foreign.text.slice(0, 300)}`;
  if (foreign.status !== nowhere.status)
    return `${foreign.status}, but ${nowhere.status} for one that never was`;
  // What is made anew has another id and number each time; everything else must read the same and change nothing.
  if (foreign.status === 200 && call.endpoint.method !== 'GET') return null;
  if (hasChanged) return `${foreign.status}, and something changed`;
  const [given, expected] = [plain(foreign.text, call.input), plain(nowhere.text, call.twin.input)];
  return given === expected
    ? null
    : `${given.slice(0, 300)}, but ${expected.slice(0, 300)} for one that never was`;
}

/** Without what differs between two requests: the id of the request, and ids that were sent in and come back. */
function plain(text: string, input: Record<string, unknown>): string {
  const sent = JSON.stringify(input).match(/[\w:-]{8,}/g) ?? [];
  const echoless = sent.reduce((rest, value) => rest.replaceAll(value, '…'), text);
  return echoless.replace(/"requestId":"[^"]+"/, '');
}

/** Right people who are turned away, without whom the refusals would be for nothing, or who are shown foreign rows. */
export async function holesForRightPeople(stand: Stand, operation: string, endpoint: Endpoint) {
  const foreign = await uuidsOf(stand.owner, stand.both.far.founded.allianceId);
  const holes: string[] = [];
  for (const planned of rightfulCalls(operation, endpoint, stand.both.home.ids)) {
    const call = withOwnStatement(stand, planned);
    const { status, text } = await send(stand.site.app, stand.both, call, dryRun);
    if (!call.expected.includes(status)) holes.push(`${call.as} → ${status} ${text.slice(0, 300)}`);
    const shown = (text.match(/[0-9a-f-]{36}/g) ?? []).filter((id) => foreign.has(id));
    if (shown.length > 0) holes.push(`${call.as} is shown ${shown.join()} of another alliance`);
  }
  return holes;
}

/** Everybody reads their own statement; a supplier of the small world has none, and the shop's is not there for them. */
function withOwnStatement({ both }: Stand, call: PlannedCall): PlannedCall {
  if (!('statementId' in call.input)) return call;
  const statementId = both.home.statements.get(call.as);
  if (statementId) return { ...call, input: { ...call.input, statementId } };
  return call.as === 'supplier' ? { ...call, expected: [404] } : call;
}

/** Operators who keep a duty that the rule book gives a shop, or people of that shop who do not get it. */
export async function holesForDuties(stand: Stand, operation: string, endpoint: Endpoint) {
  const [call] = rightfulCalls(operation, endpoint, stand.both.home.ids);
  const refused: PlannedCall = { ...call!, attempt: 'without the duty', expected: [403] };
  const named: PlannedCall = { ...call!, attempt: 'with the duty', as: 'otherShop' };
  return surprises(stand, [refused, named], dryRun);
}

/** What calls got instead of the answer they should have. */
async function surprises(
  { site, both }: Stand,
  calls: readonly PlannedCall[],
  headers: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const found: string[] = [];
  for (const call of calls) {
    const { status, text } = await send(site.app, both, call, headers);
    if (!call.expected.includes(status))
      found.push(`${call.attempt} (${call.as}) → ${status} ${text.slice(0, 300)}`);
  }
  return found;
}
