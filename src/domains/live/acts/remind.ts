import type { Tx } from '../../../engines/db/tx.ts';
import { describeShops, notify } from '../../membership/index.ts';
import { needState } from '../rules/session-state.ts';
import { shanghaiMinute } from '../rules/session-times.ts';
import { deleteReminder, putReminder, takeReminders } from '../store/reminders.ts';
import { getSessionRow } from '../store/sessions.ts';
import { countReminder, needRoom } from '../views/rooms.ts';

interface Room {
  readonly sessionId: string;
  readonly shopId: string;
}

/** To be told when it starts. Answers how many want to be. */
export async function remindMe(tx: Tx, room: Room): Promise<number> {
  const session = await getSessionRow(tx, room.sessionId);
  await needRoom(tx, room);
  needState(session.state, 'scheduled');
  await putReminder(tx, room);
  return countReminder(tx, room.sessionId);
}

export async function forgetReminder(tx: Tx, { sessionId }: Room): Promise<number> {
  await getSessionRow(tx, sessionId);
  await deleteReminder(tx, sessionId);
  return countReminder(tx, sessionId);
}

/** Tells everybody who asked, once, that the session has started or will not take place. Returns how many. */
export async function tellReminded(tx: Tx, sessionId: string): Promise<number> {
  const session = await getSessionRow(tx, sessionId);
  if (session.state !== 'live' && session.state !== 'cancelled') return 0;
  const reminders = await takeReminders(tx, sessionId);
  const shops = await describeShops(tx, [...new Set(reminders.map(({ shopId }) => shopId))]);
  await notify(
    tx,
    reminders.map(({ memberId, shopId }) => {
      const shopName = shops.get(shopId)?.name ?? '';
      return session.state === 'live'
        ? { memberId, kind: 'session-started', text: `「${session.title}」开播了，${shopName}直播间等你来。` }
        : {
            memberId,
            kind: 'session-cancelled',
            text: `原定 ${shanghaiMinute(session.startsAt)} 的「${session.title}」不播了，抱歉让你久等。`,
          };
    }),
  );
  return reminders.length;
}
