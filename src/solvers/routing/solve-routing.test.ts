import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAnswer } from './check-answer.ts';
import type { InputJob, InputVehicle, RoutingInput } from './problem.ts';
import { solveRouting } from './solve-routing.ts';

const side = 7;
const place = fc.integer({ min: 0, max: side - 1 });
const window = fc
  .tuple(fc.integer({ min: 0, max: 150 }), fc.integer({ min: 0, max: 120 }))
  .map(([from, length]): [number, number] => [from, from + length]);
const sizes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 0, maxLength: 2 });
const table = fc
  .array(fc.integer({ min: 0, max: 40 }), { minLength: side * side, maxLength: side * side })
  .map((cells) => Float64Array.from(cells, (cell, i) => (i % (side + 1) === 0 ? 0 : cell)));

/** Drops the fields that were not drawn, as JSON would. */
function drawn<T extends object>(thing: T): T {
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== undefined)) as T;
}

function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined });
}

const wish = {
  skills: maybe(fc.subarray([1, 2])),
  priority: maybe(fc.integer({ min: 0, max: 100 })),
  drop_cost: maybe(fc.integer({ min: 0, max: 60 })),
};
const task = {
  location_index: place,
  service: maybe(fc.integer({ min: 0, max: 9 })),
  time_windows: maybe(
    fc.oneof(
      window.map((one) => [one]),
      fc.tuple(window, window).map(([one, two]) => [one, [one[1] + 1 + two[0], one[1] + 1 + two[1]]]),
    ),
  ),
};
const rest = fc.record({ time_windows: fc.tuple(window), service: maybe(fc.integer({ min: 0, max: 30 })) });
const vehicle = fc.record({
  start_index: maybe(place),
  end_index: maybe(place),
  capacity: maybe(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 0, maxLength: 2 })),
  skills: maybe(fc.subarray([1, 2])),
  time_window: maybe(window.map(([from, by]): [number, number] => [from, by + 100])),
  max_tasks: maybe(fc.integer({ min: 1, max: 5 })),
  max_travel_time: maybe(fc.integer({ min: 10, max: 150 })),
  max_distance: maybe(fc.integer({ min: 10, max: 150 })),
  max_duration: maybe(fc.integer({ min: 10, max: 200 })),
  speed_factor: maybe(fc.constantFrom(0.5, 1, 2)),
  breaks: maybe(fc.array(rest, { maxLength: 2 })),
  costs: maybe(
    fc
      .record({ fixed: maybe(fc.nat(50)), per_hour: maybe(fc.nat(3600)), per_km: maybe(fc.nat(1000)) })
      .map(drawn),
  ),
});

function windowed<T extends { time_windows?: unknown[] | undefined }>(durations: Float64Array, one: T): T {
  const isLimited = durations[1]! % 2 === 0;
  return drawn({ ...one, time_windows: isLimited ? one.time_windows?.slice(0, 1) : one.time_windows });
}

/** Anything the engine accepts: asymmetric ways without triangle inequality, all constraints mixed. */
const anyInput: fc.Arbitrary<RoutingInput> = fc
  .record({
    durations: table,
    distances: maybe(table),
    costs: maybe(table),
    vehicles: fc.array(vehicle, { minLength: 1, maxLength: 4 }),
    jobs: fc.array(fc.record({ ...task, ...wish, delivery: maybe(sizes), pickup: maybe(sizes) }), {
      maxLength: 7,
    }),
    shipments: fc.array(
      fc.record({ pickup: fc.record(task), delivery: fc.record(task), amount: maybe(sizes), ...wish }),
      { maxLength: 4 },
    ),
  })
  .map(({ durations, distances, costs, vehicles, jobs, shipments }) => ({
    matrices: { car: drawn({ durations, distances, costs }) },
    vehicles: vehicles.map(({ breaks, max_duration, ...one }, id) =>
      drawn({
        ...{ id, ...one },
        // Breaks and several windows do not go together with a limit on the time out: half of the draws have it.
        ...(durations[1]! % 2 === 0
          ? { max_duration }
          : { breaks: breaks?.map((rest, b) => drawn({ id: b, ...rest })) }),
      }),
    ),
    jobs: jobs.map((one, id) => windowed(durations, { id, ...one })),
    shipments: shipments.map(({ pickup, delivery, ...rest }, id) =>
      drawn({
        ...rest,
        pickup: windowed(durations, { id, ...pickup }),
        delivery: windowed(durations, { id: id + 100, ...delivery }),
      }),
    ),
  })) as fc.Arbitrary<RoutingInput>;

/** Shops of a district on one capacity, with or without windows: the plain and timed paths of the engine. */
const simpleInput: fc.Arbitrary<RoutingInput> = fc
  .record({
    durations: table,
    jobs: fc.array(fc.record({ location_index: place, size: fc.integer({ min: 1, max: 4 }), window }), {
      minLength: 1,
      maxLength: 12,
    }),
    hasWindows: fc.boolean(),
    isReturning: fc.boolean(),
    maxDuration: maybe(fc.integer({ min: 40, max: 200 })),
    garages: fc.array(place, { minLength: 1, maxLength: 5 }),
  })
  .map(({ durations, jobs, hasWindows, isReturning, maxDuration, garages }) => ({
    matrices: { car: { durations } },
    vehicles: garages.map((start_index, id) =>
      drawn({
        id,
        start_index,
        end_index: start_index,
        capacity: [8],
        max_duration: hasWindows ? undefined : maxDuration,
      }),
    ) as InputVehicle[],
    jobs: jobs.map(({ size, window, location_index }, id) => ({
      ...{ id, location_index, [isReturning ? 'pickup' : 'delivery']: [size] },
      ...(hasWindows ? { time_windows: [window] } : {}),
    })),
  }));

describe('every answer keeps every constraint', () => {
  test.each(['cost', 'vehicles-then-cost', 'balance'] as const)('mixed as it may be (%s)', (objective) => {
    fc.assert(
      fc.property(anyInput, fc.integer(), (input, seed) => {
        const { answer } = solveRouting(input, { budget: { iterations: 150 }, seed, objective });
        expect(checkAnswer(input, answer)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('on sums and windows alone', () => {
    fc.assert(
      fc.property(simpleInput, fc.integer(), (input, seed) => {
        const { answer } = solveRouting(input, { budget: { iterations: 200 }, seed });
        expect(checkAnswer(input, answer)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('with many vehicles, of which most steps look at some', () => {
    const many = fc.record({
      sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 12, maxLength: 36 }),
      durations: table,
    });
    fc.assert(
      fc.property(many, fc.integer(), ({ sizes, durations }, seed) => {
        const vehicles = Array.from({ length: 20 }, (_, id) => ({
          id,
          start_index: id % 3,
          end_index: 0,
          capacity: [4],
        }));
        const jobs = sizes.map((size, id) => ({ id, location_index: id % side, delivery: [size] }));
        const input = { matrices: { car: { durations } }, vehicles, jobs };
        const { answer } = solveRouting(input, { budget: { iterations: 200 }, seed });
        expect(checkAnswer(input, answer)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('when routes grow beyond the room first laid out', () => {
    const jobs = Array.from({ length: 90 }, (_, id) => ({ id, location_index: id % side }));
    const durations = Float64Array.from({ length: side * side }, (_, i) =>
      Math.abs(Math.floor(i / side) - (i % side)),
    );
    const input = {
      matrices: { car: { durations } },
      vehicles: [{ id: 1, start_index: 0, end_index: 0 }],
      jobs,
    };
    const { answer } = solveRouting(input, { budget: { iterations: 50 } });
    expect(checkAnswer(input, answer)).toEqual([]);
    expect(answer.summary).toMatchObject({ unassigned: 0, duration: 12 });
  });
});

/** The best order of all jobs on one vehicle, by trying every one. */
function bestByTrying(input: RoutingInput): number {
  const { durations } = input.matrices!['car']! as { durations: Float64Array };
  const home = input.vehicles[0]!.start_index!;
  let best = Infinity;
  function go(at: number, clock: number, spent: number, left: readonly InputJob[]): void {
    if (spent >= best) return;
    if (left.length === 0) best = Math.min(best, spent + durations[at * side + home]!);
    for (const job of left) {
      const way = durations[at * side + job.location_index!]!;
      const [from, by] = job.time_windows?.[0] ?? [0, Infinity];
      const begin = Math.max(from, clock + way);
      if (begin <= by)
        go(
          job.location_index!,
          begin,
          spent + way,
          left.filter((other) => other !== job),
        );
    }
  }
  go(home, 0, 0, input.jobs!);
  return best;
}

test('small rounds are solved as well as by trying every order', () => {
  const small = fc.record({
    durations: table,
    jobs: fc.array(fc.record({ location_index: place, window: maybe(window) }), {
      minLength: 1,
      maxLength: 6,
    }),
  });
  fc.assert(
    fc.property(small, fc.integer(), ({ durations, jobs }, seed) => {
      const input: RoutingInput = {
        matrices: { car: { durations } },
        vehicles: [{ id: 1, start_index: 0, end_index: 0 }],
        jobs: jobs.map(({ location_index, window }, id) => ({
          ...{ id, location_index },
          ...(window ? { time_windows: [window] } : {}),
        })),
      };
      const best = bestByTrying(input);
      const { summary } = solveRouting(input, { budget: { iterations: 1_000 }, seed }).answer;
      expect(summary.unassigned > 0 ? Infinity : summary.cost).toBe(best);
    }),
    { numRuns: 60 },
  );
});

/** Twelve doors on a ring around the hub; ways as the crow flies. */
const doors = Array.from({ length: 12 }, (_, i) => ({
  x: 100 * Math.cos(i / 1.9),
  y: 100 * Math.sin(i / 1.9),
}));
const points = [{ x: 0, y: 0 }, ...doors];
const ring = points.map((a) => points.map((b) => Math.hypot(a.x - b.x, a.y - b.y)));
const round: RoutingInput = {
  matrices: { car: { durations: ring } },
  vehicles: [1, 2, 3].map((id) => ({ id, start_index: 0, end_index: 0, capacity: [6] })),
  jobs: doors.map((_, i) => ({ id: i + 1, location_index: i + 1, delivery: [1], service: 10 })),
};
const iterations = { iterations: 2_000 };

describe('how a plan is chosen', () => {
  test('equal seeds give equal answers', () => {
    const solve = (seed: number) => solveRouting(round, { budget: iterations, seed });
    expect(solve(5)).toEqual(solve(5));
    expect(solve(5).iterations).toBe(2_000);
  });

  test('saving vehicles first takes two vans where three would be let out', () => {
    const far = { ...round, vehicles: round.vehicles.map((van) => ({ ...van, capacity: [12] })) };
    const limited = far.vehicles.map((van) => ({ ...van, max_duration: 900 }));
    const { answer } = solveRouting(
      { ...far, vehicles: limited },
      { budget: iterations, objective: 'vehicles-then-cost' },
    );
    expect(answer.summary).toMatchObject({ routes: 1, unassigned: 0 });
    const tight = solveRouting(round, { budget: iterations, objective: 'vehicles-then-cost' });
    expect(tight.answer.summary).toMatchObject({ routes: 2, unassigned: 0 });
  });

  test('balance spreads the work where cost would let one van do it all', () => {
    const large = { ...round, vehicles: round.vehicles.map((van) => ({ ...van, capacity: [12] })) };
    expect(solveRouting(large, { budget: iterations }).answer.routes).toHaveLength(1);
    const { routes } = solveRouting(large, { budget: iterations, objective: 'balance' }).answer;
    const work = routes.map(({ duration, service }) => duration + service);
    expect(Math.max(...work)).toBeLessThan(1.3 * Math.min(...work));
    expect(routes).toHaveLength(3);
  });

  test('when not all fit, the less urgent stay out', () => {
    const jobs = round.jobs!.map((job, i) => ({ ...job, priority: i < 8 ? 10 : 3 }));
    const input = { ...round, vehicles: [round.vehicles[0]!], jobs };
    const left = solveRouting(input, { budget: iterations }).answer.unassigned.map(({ id }) => id);
    expect(left).toHaveLength(6);
    expect(left).toEqual(expect.arrayContaining([9, 10, 11, 12]));
  });

  test('a door that costs more than leaving it out stays out, and no other does', () => {
    const jobs = round.jobs!.map((job, i) =>
      i === 4 ? { ...job, drop_cost: 1 } : { ...job, drop_cost: 500 },
    );
    const { answer } = solveRouting({ ...round, jobs }, { budget: iterations });
    expect(answer.unassigned).toEqual([{ id: 5, type: 'job' }]);
  });

  test('cancelled at once, it still answers with a plan for everybody', () => {
    const { answer, iterations: done } = solveRouting(round, { budget: iterations, isCancelled: () => true });
    expect(done).toBe(0);
    expect(checkAnswer(round, answer)).toEqual([]);
    expect(answer.summary.unassigned).toBe(0);
  });

  test('the clock ends a search in the middle', () => {
    let reading = 0;
    const clock = () => (reading += 0.01);
    const { iterations: done } = solveRouting(round, { budget: { cpuSeconds: 1 }, clock });
    expect(done).toBeGreaterThan(0);
    expect(reading).toBeLessThan(1.1);
  });

  test('without a matrix, the streets between the points count', () => {
    const at = (i: number) => [120.2 + 0.01 * Math.cos(i), 30.25 + 0.01 * Math.sin(i)] as const;
    const input: RoutingInput = {
      vehicles: [{ id: 1, start: [120.2, 30.25], costs: { per_hour: 1800, per_km: 400 }, speed_factor: 1.5 }],
      jobs: doors.map((_, i) => ({ id: i, location: at(i) })),
    };
    const { answer } = solveRouting(input, { budget: iterations });
    expect(checkAnswer(input, answer)).toEqual([]);
    expect(answer.summary.unassigned).toBe(0);
    expect(answer.summary.distance).toBeGreaterThan(1_000);
  });

  test('better plans are told as they are found, each cheaper than the last', () => {
    const prices: number[] = [];
    solveRouting(round, { budget: iterations, seed: 3, onBetter: (price) => void prices.push(price) });
    expect(prices.length).toBeGreaterThan(0);
    expect(prices).toEqual([...prices].sort((a, b) => b - a));
  });
});

describe('a running plan', () => {
  const first = solveRouting(round, { budget: iterations }).answer;
  const running = round.vehicles.map((van) => ({
    ...van,
    steps: first.routes.find(({ vehicle }) => vehicle === van.id)?.steps ?? [],
  }));
  const still = { iterations: 0 };

  test('is where the search starts', () => {
    const again = solveRouting({ ...round, vehicles: running }, { budget: still }).answer;
    expect(again.routes.map(({ vehicle, steps }) => [vehicle, steps.map(({ id }) => id)])).toEqual(
      first.routes.map(({ vehicle, steps }) => [vehicle, steps.map(({ id }) => id)]),
    );
  });

  test('takes a new order in', () => {
    const more = { ...round, vehicles: running.map((van) => ({ ...van, capacity: [7] })) };
    const jobs = [...round.jobs!, { id: 13, location_index: 3, delivery: [1], service: 10 }];
    const { answer } = solveRouting({ ...more, jobs }, { budget: still });
    expect(checkAnswer({ ...more, jobs }, answer)).toEqual([]);
    expect(answer.summary.unassigned).toBe(0);
    const newcomer = answer.routes.flatMap(({ steps }) => steps).findIndex(({ id }) => id === 13);
    expect(newcomer).toBeGreaterThan(0);
  });

  test('that no longer holds keeps what it can', () => {
    const [one, two, three] = running;
    const vehicles = [{ ...one!, capacity: [3] }, { ...two!, steps: [...one!.steps, ...two!.steps] }, three!];
    const input = { ...round, vehicles };
    const { answer } = solveRouting(input, { budget: still });
    expect(checkAnswer(input, answer)).toEqual([]);
  });
});
