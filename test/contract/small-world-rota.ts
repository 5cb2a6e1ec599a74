import { addAbsence, addSlots, keepHost } from '../../src/domains/rota/index.ts';
import { addSeconds } from '../../src/kernel/clock.ts';
import type { Goods } from './small-world-goods.ts';

/** Two slots of a week, a host who is known and one day away. */
export async function planWeek({ founded, people }: Goods) {
  const { memberId } = people.get('host')!.actor;
  const { shopId } = founded.shops[0]!;
  const days = ['2026-12-01', '2026-12-02'];
  return founded.transact(founded.operator, async (tx) => {
    const terms = { startMinute: 600, durationMinutes: 120, categoryCode: null, language: null };
    const [slotId] = await addSlots(tx, { shopId, days, ...terms });
    const known = { memberId, slotsMost: 6, languages: ['wu'], skilled: [], expert: [] };
    await keepHost(tx, { ...known, free: [{ weekday: 1, fromMinute: 480, untilMinute: 1_320 }] });
    const away = { fromAt: addSeconds(tx.now, 40 * 86_400), untilAt: addSeconds(tx.now, 41 * 86_400) };
    const { absenceId } = await addAbsence(tx, { memberId, ...away });
    return {
      common: { slotId, absenceId },
      byOperation: {
        'rota.getRota': { day: days[0]! },
        'rota.addRotaSlots': { days: ['2026-12-03'], startMinute: 900, durationMinutes: 60 },
        'rota.changeRotaSlot': { startsAt: '2026-12-04T02:00:00.000Z' },
        'rota.keepRotaHost': { memberId, free: [] },
        'rota.addRotaAbsence': { memberId, fromAt: '2026-12-08T00:00:00Z', untilAt: '2026-12-09T00:00:00Z' },
        'rota.planRota': { day: days[0]! },
      },
    };
  });
}
