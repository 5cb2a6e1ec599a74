import { describe, expect, test } from 'vitest';
import { checkAnswer } from './check-answer.ts';
import type { AnswerStep, InputVehicle, RoutingAnswer, RoutingInput } from './problem.ts';

/** Six places along a street, ten seconds and twenty metres apart. */
const street = [0, 1, 2, 3, 4, 5];
const durations = street.map((a) => street.map((b) => 10 * Math.abs(a - b)));
const distances = street.map((a) => street.map((b) => 20 * Math.abs(a - b)));

const van: InputVehicle = {
  ...{ id: 7, start_index: 0, end_index: 0, capacity: [5, 2], skills: [1], time_window: [0, 120] },
  ...{ costs: { fixed: 100, per_km: 500 }, max_tasks: 4, max_travel_time: 80, max_distance: 160 },
  max_duration: 100,
};

const input: RoutingInput = {
  matrices: { car: { durations, distances } },
  vehicles: [van, { id: 8, start_index: 5, capacity: [5, 2] }],
  jobs: [
    { id: 1, location_index: 1, delivery: [3], service: 5, time_windows: [[20, 60]] },
    { id: 2, location_index: 2, pickup: [2, 1], skills: [1] },
    { id: 5, location_index: 5, skills: [9], delivery: [1] },
  ],
  shipments: [
    {
      pickup: { id: 3, location_index: 3, service: 5 },
      delivery: { id: 4, location_index: 4, time_windows: [[0, 60]] },
      amount: [4, 1],
    },
  ],
};

type Row = readonly [
  type: AnswerStep['type'],
  id: number | null,
  arrival: number,
  waiting: number,
  service: number,
];

function step([type, id, arrival, waiting, service]: Row, duration: number, load: number[]): AnswerStep {
  const named = id === null ? { type } : { type, id };
  return { ...named, arrival, waiting_time: waiting, service, duration, distance: 2 * duration, load };
}

/** Driven by hand: out to the fourth place and back. */
const steps: readonly AnswerStep[] = [
  step(['start', null, 0, 0, 0], 0, [3, 0]),
  step(['job', 1, 10, 10, 5], 10, [0, 0]),
  step(['pickup', 3, 45, 0, 5], 30, [4, 1]),
  step(['delivery', 4, 60, 0, 0], 40, [0, 0]),
  step(['job', 2, 80, 0, 0], 60, [2, 1]),
  step(['end', null, 100, 0, 0], 80, [2, 1]),
];
const sums = { service: 10, duration: 80, waiting_time: 10, distance: 160, cost: 260 };
const good: RoutingAnswer = {
  code: 0,
  summary: { ...sums, routes: 1, unassigned: 1 },
  unassigned: [{ id: 5, type: 'job' }],
  routes: [{ vehicle: 7, ...sums, steps }],
};

function withSteps(change: (steps: AnswerStep[]) => AnswerStep[]): RoutingAnswer {
  return { ...good, routes: [{ ...good.routes[0]!, steps: change([...steps]) }] };
}

function withStep(at: number, change: Partial<AnswerStep>): RoutingAnswer {
  return withSteps((list) => list.with(at, { ...list[at]!, ...change }));
}

function withVan(change: Partial<InputVehicle>): RoutingInput {
  return { ...input, vehicles: [{ ...van, ...change }, input.vehicles[1]!] };
}

test('a route driven by hand holds', () => {
  expect(checkAnswer(input, good)).toEqual([]);
});

describe('a fault in the answer is named:', () => {
  const faults: readonly (readonly [string, RoutingAnswer, RegExp])[] = [
    ['a task forgotten', { ...good, unassigned: [] }, /job 5: forgotten/],
    [
      'a task both done and not',
      { ...good, unassigned: [...good.unassigned, { id: 2, type: 'job' }] },
      /job 2: on vehicle 7 and unassigned/,
    ],
    [
      'a task invented',
      { ...good, unassigned: [...good.unassigned, { id: 99, type: 'job' }] },
      /job 99: unassigned but unknown/,
    ],
    ['a stop invented', withStep(4, { id: 98 }), /unknown job 98/],
    [
      'a task done twice',
      withSteps((list) => list.toSpliced(5, 0, list[4]!)),
      /job 2: on vehicle 7 and on vehicle 7/,
    ],
    [
      'one vehicle, two routes',
      { ...good, routes: [good.routes[0]!, good.routes[0]!] },
      /vehicle 7: two routes/,
    ],
    ['an unknown vehicle', { ...good, routes: [{ ...good.routes[0]!, vehicle: 6 }] }, /vehicle 6: unknown/],
    [
      'delivered before picked up',
      withSteps((list) => list.with(2, list[3]!).with(3, list[2]!)),
      /delivery 4 before its pickup/,
    ],
    ['never delivered', withSteps((list) => list.toSpliced(3, 1)), /never delivered/],
    [
      'another vehicle’s skill',
      { ...good, routes: [{ ...good.routes[0]!, vehicle: 8 }] },
      /vehicle 8: lacks a skill for job 2/,
    ],
    ['too early in a window', withStep(1, { waiting_time: 0 }), /begins before the window of job 1/],
    [
      'too late in a window',
      withSteps((list) => list.map((at) => ({ ...at, arrival: at.arrival + 1 }))),
      /after the window of delivery 4/,
    ],
    ['faster than the road', withStep(2, { arrival: 44 }), /arrives too early at pickup 3/],
    ['a gap in time', withStep(2, { arrival: 46 }), /loiters before pickup 3/],
    ['a negative wait', withStep(3, { waiting_time: -1 }), /waits a negative time/],
    ['a shorter service', withStep(2, { service: 0 }), /wrong service time at pickup 3/],
    ['a wrong load', withStep(2, { load: [3, 1] }), /wrong load at pickup 3/],
    ['a wrong odometer', withStep(3, { distance: 79 }), /wrong distance at delivery 4/],
    ['a wrong travelling time', withStep(3, { duration: 41 }), /wrong travelling time at delivery 4/],
    ['no start', withSteps((list) => list.slice(1)), /start missing or invented/],
    ['no end', withSteps((list) => list.slice(0, -1)), /end missing or invented/],
    ['on after the end', withSteps((list) => [...list, list[5]!]), /goes on after its end/],
    ['a second start', withSteps((list) => list.toSpliced(2, 0, list[0]!)), /starts twice/],
    ['a wrong price', { ...good, routes: [{ ...good.routes[0]!, cost: 259 }] }, /costs 260, says 259/],
    [
      'a wrong sum of waiting',
      { ...good, routes: [{ ...good.routes[0]!, waiting_time: 9 }] },
      /wrong waiting time/,
    ],
    [
      'a wrong sum of service',
      { ...good, routes: [{ ...good.routes[0]!, service: 9 }] },
      /wrong service time/,
    ],
    [
      'a wrong sum of travelling',
      { ...good, routes: [{ ...good.routes[0]!, duration: 9 }] },
      /wrong duration/,
    ],
    ['a wrong total', { ...good, summary: { ...good.summary, cost: 1 } }, /summary: costs 260, says 1/],
    [
      'a wrong count of routes',
      { ...good, summary: { ...good.summary, routes: 2 } },
      /wrong number of routes/,
    ],
    [
      'a wrong count left out',
      { ...good, summary: { ...good.summary, unassigned: 0 } },
      /wrong number unassigned/,
    ],
  ];
  test.each(faults)('%s', (_, answer, message) => {
    expect(checkAnswer(input, answer).join('\n')).toMatch(message);
  });
});

describe('a limit that is broken is named:', () => {
  const limits: readonly (readonly [string, RoutingInput, RegExp])[] = [
    ['one kind of capacity', withVan({ capacity: [3, 2] }), /overloaded at pickup 3: 4 of 3/],
    ['the other kind', withVan({ capacity: [5, 0] }), /overloaded at pickup 3: 1 of 0/],
    ['a kind the vehicle has no room for', withVan({ capacity: [5] }), /overloaded at pickup 3: 1 of 0/],
    ['what lies in it at the start', withVan({ capacity: [2, 2] }), /overloaded at the start: 3 of 2/],
    ['skills', withVan({ skills: [] }), /lacks a skill for job 2/],
    ['the shift’s begin', withVan({ time_window: [5, 120] }), /starts before its shift/],
    ['the shift’s end', withVan({ time_window: [0, 99] }), /ends after its shift/],
    ['the number of tasks', withVan({ max_tasks: 3 }), /too many tasks/],
    ['time out', withVan({ max_duration: 99 }), /is out too long/],
    ['time on the way', withVan({ max_travel_time: 79 }), /travels too long/],
    ['distance', withVan({ max_distance: 159 }), /travels too far/],
    ['the pace', withVan({ speed_factor: 0.5 }), /arrives too early/],
    ['the fixed cost', withVan({ costs: { fixed: 90, per_km: 500 } }), /costs 250, says 260/],
    [
      'the price per hour',
      withVan({ costs: { fixed: 100, per_hour: 0, per_km: 500 } }),
      /costs 180, says 260/,
    ],
  ];
  test.each(limits)('%s', (_, changed, message) => {
    expect(checkAnswer(changed, good).join('\n')).toMatch(message);
  });

  test('a price table counts instead of times and distances', () => {
    const costs = durations.map((row) => row.map((seconds) => seconds / 10));
    const priced = { ...input, matrices: { car: { durations, distances, costs } } };
    expect(checkAnswer(priced, good).join('\n')).toMatch(/costs 108, says 260/);
  });

  test('without a table, the streets between the points count', () => {
    const at = [120.2, 30.25] as const;
    const points: RoutingInput = {
      vehicles: [{ id: 1, start: at }],
      jobs: [{ id: 1, location: [120.21, 30.25] }],
    };
    const flat: RoutingAnswer = {
      code: 0,
      summary: {
        ...{ cost: 0, routes: 1, unassigned: 0, service: 0, duration: 0, waiting_time: 0 },
        distance: 0,
      },
      unassigned: [],
      routes: [
        {
          ...{ vehicle: 1, cost: 0, service: 0, duration: 0, waiting_time: 0, distance: 0 },
          steps: [step(['start', null, 0, 0, 0], 0, []), step(['job', 1, 0, 0, 0], 0, [])],
        },
      ],
    };
    expect(checkAnswer(points, flat).join('\n')).toMatch(/arrives too early at job 1/);
  });
});
