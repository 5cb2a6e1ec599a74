import type { Reader } from '../../../engines/db/tx.ts';
import { addSeconds, shanghaiHour } from '../../../kernel/clock.ts';
import { audienceByHour } from '../../live/index.ts';
import { listStaff } from '../../membership/index.ts';
import { expectedAudience } from '../rules/expected-audience.ts';
import { unknownHost, type WeekPlan } from './rota-problem.ts';
import type { Week } from '../rules/week.ts';
import { findAbsences, findHosts } from '../store/hosts.ts';
import { findSlots } from '../store/slots.ts';

/** Slots of a week: more rooms than an alliance has hosts for. */
export const slotsMost = 1_000;
const absencesMost = 500;
/** Older sessions say little of next week. */
const historySeconds = 28 * 86_400;

export interface ReadWeek extends WeekPlan {
  readonly names: ReadonlyMap<string, string>;
  /** Hosts somebody has written down. */
  readonly known: ReadonlySet<string>;
  readonly audienceFrom: ReadonlyMap<string, 'hour' | 'all' | 'assumed'>;
}

/** All there is to know about a week, for planning it and for showing it. */
export async function readWeek(db: Reader, week: Week, keepsPlan: boolean): Promise<ReadWeek> {
  const slots = await findSlots(db, week, slotsMost);
  const staff = await listStaff(db, 'host');
  const known = await findHosts(
    db,
    staff.map(({ memberId }) => memberId),
  );
  const history = await audienceByHour(db, addSeconds(db.now, -historySeconds));
  const expected = slots.map(
    (slot) => [slot.slotId, expectedAudience(shanghaiHour(slot.startsAt), history)] as const,
  );
  return {
    ...{ week, slots, keepsPlan },
    hosts: staff.map(({ memberId }) => known.get(memberId) ?? unknownHost(memberId)),
    absences: await findAbsences(db, week, absencesMost),
    audience: new Map(expected.map(([slotId, { viewers }]) => [slotId, viewers])),
    audienceFrom: new Map(expected.map(([slotId, { from }]) => [slotId, from])),
    names: new Map(staff.map(({ memberId, name }) => [memberId, name])),
    known: new Set(known.keys()),
  };
}
