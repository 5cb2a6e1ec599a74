import { contract } from '../../contract/index.ts';
import {
  addAbsence,
  addSlots,
  askPlan,
  changeSlot,
  getRota,
  keepHost,
  listSubstitutes,
  removeAbsence,
  removeSlot,
} from '../domains/rota/index.ts';
import { act, read, type Door } from './route.ts';

const done = { done: true } as const;

export function rotaDoors(): Door[] {
  const { rota } = contract;
  return [
    read(rota.getRota, (db, { day }) => getRota(db, day)),
    act(rota.addRotaSlots, async (tx, input) => ({ slotIds: await addSlots(tx, input) })),
    act(rota.changeRotaSlot, async (tx, input) => ({ faults: await changeSlot(tx, input) })),
    act(rota.removeRotaSlot, async (tx, { slotId }) => {
      await removeSlot(tx, slotId);
      return done;
    }),
    read(rota.listSubstitutes, (db, { slotId }) => listSubstitutes(db, slotId)),
    act(rota.keepRotaHost, async (tx, input) => {
      await keepHost(tx, input);
      return done;
    }),
    act(rota.addRotaAbsence, (tx, input) => addAbsence(tx, input)),
    act(rota.removeRotaAbsence, async (tx, { absenceId }) => {
      await removeAbsence(tx, absenceId);
      return done;
    }),
    act(rota.planRota, async (tx, { day, keepsPlan }) => ({ runId: await askPlan(tx, day, keepsPlan) })),
  ];
}
