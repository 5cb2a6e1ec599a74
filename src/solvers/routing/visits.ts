import type { InputShipment, RoutingInput, TaskType } from './problem.ts';

/** A task as the engine sees it: a job, or one half of a shipment. */
export interface Visit {
  readonly type: TaskType;
  readonly task: InputShipment['pickup'];
  readonly wish: Wish;
  readonly brought: readonly number[];
  readonly taken: readonly number[];
  readonly partner: number;
}

interface Wish {
  readonly skills?: readonly number[];
  readonly priority?: number;
  readonly drop_cost?: number;
}

/** All tasks in the order of the engine's nodes; a shipment's halves follow each other. */
export function visitsOf(input: RoutingInput): Visit[] {
  const none: readonly number[] = [];
  const visits: Visit[] = (input.jobs ?? []).map((job) => ({
    type: 'job',
    task: job,
    wish: job,
    brought: job.delivery ?? none,
    taken: job.pickup ?? none,
    partner: -1,
  }));
  for (const shipment of input.shipments ?? []) {
    const { pickup, delivery, amount = none } = shipment;
    const at = visits.length;
    visits.push(
      { type: 'pickup', task: pickup, wish: shipment, brought: none, taken: amount, partner: at + 1 },
      { type: 'delivery', task: delivery, wish: shipment, brought: amount, taken: none, partner: at },
    );
  }
  return visits;
}
