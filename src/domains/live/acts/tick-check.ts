import type { Tx } from '../../../engines/db/tx.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { findPerson } from '../../membership/index.ts';
import { needHost } from '../rules/may-direct.ts';
import { needState } from '../rules/session-state.ts';
import { deleteTick, putIdentity, putTick } from '../store/checks.ts';
import { lockSession } from '../store/sessions.ts';
import { readChecks } from '../views/checklist.ts';
import type { SessionRow } from '../tables.ts';

/** The host answers by name for what no rule can see, or takes it back. The binder writes who did it into the audit log. */
export async function tickCheck(
  tx: Tx,
  input: { readonly sessionId: string; readonly item: 'self-review'; readonly isTicked: boolean },
): Promise<void> {
  const session = await lockSession(tx, input.sessionId);
  needHost(tx.actor, session.hostMemberId);
  needState(session.state, 'scheduled');
  if (input.isTicked) await putTick(tx, input.sessionId, input.item);
  else await deleteTick(tx, input.sessionId, input.item);
}

/** Refuses `checklist-open` with what is missing, in words. */
export async function needChecks(tx: Tx, session: SessionRow): Promise<void> {
  const open = (await readChecks(tx, session)).filter(({ isDone }) => !isDone);
  if (open.length === 0) return;
  throw new Refusal('checklist-open', { missing: open.map(({ missing }) => missing).join('；') });
}

/** An operator has seen the papers of a host. Only the name and the day of birth are kept, no copy. */
export async function checkHostIdentity(
  tx: Tx,
  input: { readonly memberId: string; readonly realName: string; readonly birthOn: string },
): Promise<void> {
  const person = await findPerson(tx, input.memberId);
  refuseUnless(
    person?.grants.some(({ role }) => role === 'host'),
    'not-found',
    {},
    'memberId',
  );
  refuseUnless(input.birthOn < shanghaiDay(tx.now), 'birth-day', {}, 'birthOn');
  await putIdentity(tx, input);
}
