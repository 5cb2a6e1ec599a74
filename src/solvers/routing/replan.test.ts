import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAnswer } from './check-answer.ts';
import { checkPrefix, joinPrefix } from './join-prefix.ts';
import type { AnswerRoute, RoutingInput } from './problem.ts';
import { remainderOf, type Progress } from './replan.ts';
import { solveRouting } from './solve-routing.ts';

const side = 7;
const place = fc.integer({ min: 0, max: side - 1 });
const size = fc.integer({ min: 0, max: 3 });
const street = Float64Array.from({ length: side * side }, (_, cell) =>
  Math.abs((cell % side) - Math.floor(cell / side)),
);

/** A street with vans from both ends of it; goods brought, taken along and carried between doors. */
const anyRound: fc.Arbitrary<RoutingInput> = fc
  .record({
    jobs: fc.array(
      fc.record({ location_index: place, delivery: fc.tuple(size), pickup: fc.tuple(size), service: size }),
      { maxLength: 6 },
    ),
    pairs: fc.array(fc.record({ from: place, to: place, amount: fc.tuple(size) }), { maxLength: 4 }),
    limit: fc.constantFrom('max_duration', 'max_travel_time', 'max_tasks', 'capacity'),
  })
  .map(({ jobs, pairs, limit }) => ({
    matrices: { car: { durations: street } },
    vehicles: [0, side - 1].map((start_index, id) => ({
      ...{ id, start_index, end_index: start_index, capacity: [7], costs: { fixed: 3 } },
      ...(limit === 'capacity' ? {} : { [limit]: limit === 'max_tasks' ? 6 : 30 }),
    })),
    jobs: jobs.map((job, id) => ({ id, ...job })),
    shipments: pairs.map(({ from, to, amount }, id) => ({
      amount,
      pickup: { id, location_index: from },
      delivery: { id: id + 50, location_index: to, service: 1 },
    })),
  }));

/** What was done of a route after its first `count` tasks, all on time. */
function progressOf(route: AnswerRoute, count: number): Progress {
  const tasks = route.steps.filter(({ id }) => id !== undefined);
  const frozen = tasks.slice(0, count);
  const last = count === 0 ? route.steps[0]! : frozen.at(-1)!;
  return {
    vehicle: route.vehicle,
    frozen: frozen.map(({ type, id }) => ({ type: type as 'job', id: id! })),
    aboard: tasks.slice(count).flatMap(({ type, id }) => (type === 'job' ? [id!] : [])),
    beganAt: route.steps[0]!.arrival,
    freeAt: last.arrival + last.waiting_time + last.service,
    travelled: last.duration,
  };
}

/** The remainder with the rest of the running routes as its vehicles' steps: nothing new has come. */
function goOn(input: RoutingInput, routes: readonly AnswerRoute[], progress: readonly Progress[]) {
  const remainder = remainderOf(input, progress);
  const idOf = new Map([...remainder.names].map(([id, name]) => [`${name.type} ${name.id}`, id]));
  const vehicles = remainder.input.vehicles.map((vehicle) => ({
    ...vehicle,
    steps: (routes.find((route) => route.vehicle === vehicle.id)?.steps ?? []).flatMap(({ type, id }) => {
      const job = idOf.get(`${type} ${id}`);
      return job === undefined
        ? [{ type, ...(id === undefined ? {} : { id }) }]
        : [{ type: 'job' as const, id: job }];
    }),
  }));
  return { ...remainder, input: { ...remainder.input, vehicles } };
}

describe('vehicles on the road', () => {
  test('whatever is done, the rest keeps every constraint, and on time nobody is lost', () => {
    fc.assert(
      fc.property(anyRound, fc.nat(8), fc.nat(8), fc.integer(), (input, first, second, seed) => {
        const { answer } = solveRouting(input, { budget: { iterations: 60 }, seed });
        const progress = answer.routes.map((route, r) => progressOf(route, r === 0 ? first : second));
        const rest = goOn(input, answer.routes, progress);
        const again = solveRouting(rest.input, { budget: { iterations: 60 }, seed }).answer;
        expect(checkAnswer(rest.input, again)).toEqual([]);
        const whole = joinPrefix(progress, rest, again);
        expect(checkPrefix(input, progress, whole)).toEqual([]);
        expect(again.summary.unassigned).toBeLessThanOrEqual(answer.summary.unassigned);
        expect(whole.reduce((sum, { tasks }) => sum + tasks.length, again.summary.unassigned)).toBe(
          input.jobs!.length + 2 * input.shipments!.length,
        );
      }),
      { numRuns: 120 },
    );
  });

  const street2: RoutingInput = {
    matrices: { car: { durations: street } },
    vehicles: [0, 6].map((start_index, id) => ({ id, start_index, end_index: start_index, capacity: [5] })),
    jobs: [1, 2, 3, 5].map((location_index, id) => ({ id, location_index, delivery: [1] })),
    shipments: [
      { amount: [1], pickup: { id: 0, location_index: 2 }, delivery: { id: 50, location_index: 4 } },
    ],
  };
  const running: Progress = {
    vehicle: 0,
    frozen: [
      { type: 'job', id: 0 },
      { type: 'pickup', id: 0 },
    ],
    aboard: [1],
    beganAt: 0,
    freeAt: 9,
  };

  test('goods stay on the vehicle they are on, and what lies at the start goes with who is still there', () => {
    const rest = remainderOf(street2, [running]);
    const { answer } = solveRouting(rest.input, { budget: { iterations: 300 } });
    const whole = new Map(
      joinPrefix([running], rest, answer).map(({ vehicle, tasks }) => [
        vehicle,
        tasks.map(({ type, id }) => `${type} ${id}`),
      ]),
    );
    expect(whole.get(0)!.slice(0, 2)).toEqual(['job 0', 'pickup 0']);
    expect(whole.get(0)!.slice(2).sort()).toEqual(['delivery 50', 'job 1']);
    expect(whole.get(1)!.sort()).toEqual(['job 2', 'job 3']);
    const start = answer.routes.find(({ vehicle }) => vehicle === 0)!.steps[0]!;
    expect(start.arrival).toBeGreaterThanOrEqual(9);
  });

  test('a courier who is late drops what he cannot reach in time, and nothing else', () => {
    const jobs = street2.jobs!.map((job) =>
      job.id === 1 ? { ...job, time_windows: [[0, 5] as const] } : job,
    );
    const rest = remainderOf({ ...street2, jobs }, [running]);
    const { answer } = solveRouting(rest.input, { budget: { iterations: 300 } });
    expect(answer.unassigned.map(({ id }) => rest.names.get(id))).toEqual([{ type: 'job', id: 1 }]);
  });

  test('the checker sees what was undone, moved, done twice or never loaded', () => {
    const task = (type: 'job' | 'pickup' | 'delivery', id: number) => ({ type, id, isFrozen: false });
    const check = (zero: ReturnType<typeof task>[], one: ReturnType<typeof task>[] = []) =>
      checkPrefix(
        street2,
        [running],
        [
          { vehicle: 0, tasks: zero },
          { vehicle: 1, tasks: one },
        ],
      );
    const good = [task('job', 0), task('pickup', 0)];
    expect(check([...good, task('delivery', 50), task('job', 1)])).toEqual([]);
    expect(check([task('pickup', 0), task('job', 0)])).toHaveLength(2);
    expect(check(good, [task('job', 1)])).toEqual(['job 1: its goods are on vehicle 0']);
    expect(check(good, [task('delivery', 50)])).toEqual(['delivery 50: not on the vehicle of its pickup']);
    expect(check([...good, task('job', 0)])).toEqual(['job 0: twice']);
    expect(check([...good, task('job', 2)])).toEqual(['job 2: its goods were not on vehicle 0 when it left']);
  });

  test('a progress that cannot be is refused', () => {
    const on = (change: Partial<Progress>) => () => remainderOf(street2, [{ ...running, ...change }]);
    expect(on({ vehicle: 9 })).toThrow('vehicle 9');
    expect(on({ frozen: [{ type: 'job', id: 77 }] })).toThrow('job 77: unknown');
    expect(on({ frozen: [{ type: 'delivery', id: 50 }] })).toThrow('before its pickup');
    expect(on({ frozen: [...running.frozen, ...running.frozen] })).toThrow('twice');
    expect(on({ aboard: [1, 1] })).toThrow('two vehicles');
    expect(() => remainderOf(street2, [running, running])).toThrow('reported twice');
  });
});
