export { addSlots, changeSlot, removeSlot } from './acts/keep-slots.ts';
export { addAbsence, keepHost, removeAbsence } from './acts/keep-hosts.ts';
export { askPlan, endPlan, failPlan, takeRun, type WeekToPlan } from './acts/plan-week.ts';
export { weekOf } from './rules/week.ts';
export { getRota, listSubstitutes } from './views/rota.ts';
