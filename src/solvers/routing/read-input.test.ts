import { describe, expect, test } from 'vitest';
import type { InputVehicle, RoutingInput } from './problem.ts';
import { checkInput } from './read-input.ts';

const durations = [
  [0, 5],
  [5, 0],
];
const round: RoutingInput = {
  matrices: { car: { durations } },
  vehicles: [{ id: 1, start_index: 0 }],
  jobs: [{ id: 1, location_index: 1 }],
};

test('a good problem passes', () => {
  expect(() => checkInput(round)).not.toThrow();
});

describe('bad input is refused with field and remedy:', () => {
  const job = round.jobs![0]!;
  const faults: readonly (readonly [string, RoutingInput, string])[] = [
    ['no vehicle', { ...round, vehicles: [] }, 'vehicles'],
    ['one id twice', { ...round, jobs: [job, job] }, 'jobs'],
    [
      'an index outside the matrix',
      { ...round, jobs: [{ ...job, location_index: 2 }] },
      'jobs.0.location_index',
    ],
    ['no place', { ...round, matrices: {} }, 'vehicles.0.start'],
    [
      'windows that overlap',
      {
        ...round,
        jobs: [
          {
            ...job,
            time_windows: [
              [0, 2],
              [2, 3],
            ],
          },
        ],
      },
      'jobs.0.time_windows',
    ],
    [
      'a window that ends before it begins',
      { ...round, jobs: [{ ...job, time_windows: [[2, 1]] }] },
      'jobs.0.time_windows.0',
    ],
    ['a negative amount', { ...round, jobs: [{ ...job, delivery: [-1] }] }, 'jobs.0.delivery'],
    ['a negative service', { ...round, jobs: [{ ...job, service: -1 }] }, 'jobs.0.service'],
    ['too urgent', { ...round, jobs: [{ ...job, priority: 101 }] }, 'jobs.0.priority'],
    ['a matrix that is not square', { ...round, matrices: { car: { durations: [[0, 1]] } } }, 'matrices.car'],
    ['a way that is no number', { ...round, matrices: { car: { durations: [[NaN]] } } }, 'matrices.car'],
    [
      'a pace of nothing',
      { ...round, vehicles: [{ ...round.vehicles[0]!, speed_factor: 0 }] },
      'vehicles.0.speed_factor',
    ],
    [
      'a break without a window',
      {
        ...round,
        vehicles: [{ ...round.vehicles[0]!, breaks: [{ id: 1 }] } as unknown as InputVehicle],
      },
      'vehicles.0.breaks.0.time_windows',
    ],
    [
      'a break and a limit on the time out',
      {
        ...round,
        vehicles: [{ ...round.vehicles[0]!, breaks: [{ id: 1, time_windows: [[0, 9]] }], max_duration: 9 }],
      },
      'vehicles.0.max_duration',
    ],
    [
      'several windows and a limit on the time out',
      {
        ...round,
        vehicles: [{ ...round.vehicles[0]!, max_duration: 9 }],
        jobs: [
          {
            ...job,
            time_windows: [
              [0, 1],
              [2, 3],
            ],
          },
        ],
      },
      'vehicles.0.max_duration',
    ],
  ];
  test.each(faults)('%s', (_, input, field) => {
    expect(() => checkInput(input)).toThrow(
      expect.objectContaining({
        code: 'malformed-routing',
        field,
        data: { zh: expect.any(String), en: expect.any(String) },
      }),
    );
  });
});
