import type { Input } from '../../../../contract/endpoint.ts';
import type { rota } from '../../../../contract/rota.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { findPerson } from '../../membership/index.ts';
import { deleteAbsence, insertAbsence, putHost } from '../store/hosts.ts';
import { freeSlots, lockRota } from '../store/slots.ts';
import { needCategories } from './keep-slots.ts';

const longestAbsenceSeconds = 366 * 86_400;

/** Writes down what a host can do. Refuses `rota-span` for a time that ends before it begins or is told twice. */
export async function keepHost(tx: Tx, input: Input<typeof rota.keepRotaHost>): Promise<void> {
  await needHost(tx, input.memberId);
  await needCategories(tx, input.skilled, 'skilled');
  await needCategories(tx, input.expert, 'expert');
  const isSound = input.free.every((span, i) => {
    const isAlone = input.free.every(
      (other, j) => i === j || other.weekday !== span.weekday || !overlaps(span, other),
    );
    return span.untilMinute > span.fromMinute && isAlone;
  });
  refuseUnless(isSound, 'rota-span', {}, 'free');
  const { memberId, slotsMost, languages, skilled, expert, free } = input;
  await putHost(tx, { memberId, slotsMost, languages, skilled, expert, free });
}

function overlaps(
  a: { fromMinute: number; untilMinute: number },
  b: { fromMinute: number; untilMinute: number },
): boolean {
  return a.fromMinute < b.untilMinute && b.fromMinute < a.untilMinute;
}

/** A host is away: the slots they have then are free again, pinned or not. */
export async function addAbsence(
  tx: Tx,
  input: Input<typeof rota.addRotaAbsence>,
): Promise<{ absenceId: string; freedSlots: number }> {
  await needHost(tx, input.memberId);
  const isSound =
    input.untilAt > input.fromAt && input.untilAt <= addSeconds(input.fromAt, longestAbsenceSeconds);
  refuseUnless(isSound, 'rota-absence', {}, 'untilAt');
  await lockRota(tx);
  const absenceId = tx.newId();
  await insertAbsence(tx, { absenceId, ...input });
  return { absenceId, freedSlots: await freeSlots(tx, input.memberId, input.fromAt, input.untilAt) };
}

export async function removeAbsence(tx: Tx, absenceId: string): Promise<void> {
  refuseUnless(await deleteAbsence(tx, absenceId), 'not-found', {}, 'absenceId');
}

async function needHost(tx: Tx, memberId: string): Promise<void> {
  const person = await findPerson(tx, memberId);
  refuseUnless(person?.grants.some(({ role }) => role === 'host') ?? false, 'not-found', {}, 'memberId');
}
