import type { RoutingAnswer, RoutingInput } from './problem.ts';
import type { Progress, Remainder, TaskName } from './replan.ts';

export interface WholeRoute {
  readonly vehicle: number;
  readonly tasks: readonly (TaskName & { readonly isFrozen: boolean })[];
}

/** The frozen prefixes with what was planned to follow them, in the names of the input. */
export function joinPrefix(
  progress: readonly Progress[],
  { names }: Pick<Remainder, 'names'>,
  answer: RoutingAnswer,
): WholeRoute[] {
  const vehicles = new Set([...progress, ...answer.routes].map(({ vehicle }) => vehicle));
  return [...vehicles].map((vehicle) => {
    const before = progress.find((one) => one.vehicle === vehicle)?.frozen ?? [];
    const after = answer.routes.find((route) => route.vehicle === vehicle)?.steps ?? [];
    return {
      vehicle,
      tasks: [
        ...before.map((name) => ({ ...name, isFrozen: true })),
        ...after.flatMap(({ type, id }) => {
          if (id === undefined || type === 'start' || type === 'end' || type === 'break') return [];
          return [{ ...(type === 'job' ? names.get(id)! : { type, id }), isFrozen: false }];
        }),
      ],
    };
  });
}

/**
 * Independent of how the rest was planned: what is wrong with whole routes of vehicles that are on the road. Nothing
 * done may be undone, moved or done again, and what is on a vehicle must stay on it. Empty when nothing is wrong; times
 * and loads of the rest are for `checkAnswer` on the remainder.
 */
export function checkPrefix(
  input: RoutingInput,
  progress: readonly Progress[],
  routes: readonly WholeRoute[],
): string[] {
  const wrong: string[] = [];
  const on = new Map<string, number>();
  for (const { vehicle, tasks } of routes) {
    for (const { type, id } of tasks) {
      const key = `${type} ${id}`;
      if (on.has(key)) wrong.push(`${key}: twice`);
      on.set(key, vehicle);
    }
  }
  for (const { vehicle, frozen, aboard } of progress) {
    const tasks = routes.find((route) => route.vehicle === vehicle)?.tasks ?? [];
    for (const [p, { type, id }] of frozen.entries()) {
      if (tasks[p]?.type !== type || tasks[p].id !== id)
        wrong.push(`vehicle ${vehicle}: ${type} ${id} was its number ${p + 1}`);
    }
    for (const id of aboard)
      if ((on.get(`job ${id}`) ?? vehicle) !== vehicle)
        wrong.push(`job ${id}: its goods are on vehicle ${vehicle}`);
    for (const { id, delivery } of input.jobs ?? []) {
      const isBrought = delivery?.some((amount) => amount > 0) ?? false;
      if (!isBrought || on.get(`job ${id}`) !== vehicle || aboard.includes(id)) continue;
      if (!frozen.some((name) => name.type === 'job' && name.id === id))
        wrong.push(`job ${id}: its goods were not on vehicle ${vehicle} when it left`);
    }
  }
  for (const { pickup, delivery } of input.shipments ?? []) {
    const [from, to] = [on.get(`pickup ${pickup.id}`), on.get(`delivery ${delivery.id}`)];
    if (to !== undefined && to !== from)
      wrong.push(`delivery ${delivery.id}: not on the vehicle of its pickup`);
  }
  return wrong;
}
