import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAnswer } from './check-answer.ts';
import type { InputJob, RoutingInput, Window } from './problem.ts';
import { solveRouting } from './solve-routing.ts';

/** Doors ten seconds apart along a street; the van lives at its beginning. */
const side = 5;
const durations = Float64Array.from(
  { length: side * side },
  (_, cell) => 10 * Math.abs((cell % side) - Math.floor(cell / side)),
);
const street = (jobs: readonly InputJob[], van: object = {}): RoutingInput => ({
  matrices: { car: { durations } },
  vehicles: [{ id: 1, start_index: 0, end_index: 0, ...van }],
  jobs,
});
const door = (id: number, ...time_windows: Window[]): InputJob => ({ id, location_index: id, time_windows });
const solve = (input: RoutingInput) => {
  const { answer } = solveRouting(input, { budget: { iterations: 400 } });
  expect(checkAnswer(input, answer)).toEqual([]);
  return answer;
};
const names = (input: RoutingInput) =>
  solve(input).routes.flatMap(({ steps }) =>
    steps.map(({ type, id }) => (id === undefined ? type : `${type} ${id}`)),
  );

describe('breaks', () => {
  const lunch = { breaks: [{ id: 9, time_windows: [[15, 18]], service: 30 }] };

  test('are taken at a stop within their window, before going on', () => {
    const jobs = [door(1, [0, 20]), door(2, [0, 60])];
    expect(names(street(jobs, lunch))).toEqual(['start', 'job 1', 'break 9', 'job 2', 'end']);
  });

  test('leave a door out that would be too late after them', () => {
    const jobs = [door(1, [0, 20]), door(2, [21, 40])];
    expect(solve(street(jobs)).summary.unassigned).toBe(0);
    const { unassigned, routes } = solve(street(jobs, lunch));
    expect(unassigned).toHaveLength(1);
    expect(routes[0]!.steps.filter(({ type }) => type === 'break')).toHaveLength(1);
  });

  test('that the shift has no room for keep the van at home', () => {
    const { unassigned, routes } = solve(street([door(1, [0, 90])], { ...lunch, time_window: [0, 40] }));
    expect([unassigned.length, routes.length]).toEqual([1, 0]);
  });

  test('are missed by the checker when left out, moved or taken twice', () => {
    const input = street([door(1, [0, 20]), door(2, [0, 60])], lunch);
    const answer = solve(input);
    const [route] = answer.routes;
    const at = route!.steps.findIndex(({ type }) => type === 'break');
    const withSteps = (steps: NonNullable<typeof route>['steps']) => ({
      ...answer,
      routes: [{ ...route!, steps }],
    });
    const rest = route!.steps[at]!;
    const early = { ...rest, waiting_time: 0, arrival: rest.arrival - 20 };
    expect(checkAnswer(input, withSteps(route!.steps.toSpliced(at, 1)))).toContain(
      'vehicle 1: break 9 never taken',
    );
    expect(checkAnswer(input, withSteps(route!.steps.toSpliced(at, 1, early))).length).toBeGreaterThan(0);
    expect(checkAnswer(input, withSteps(route!.steps.toSpliced(at, 0, rest)))).toContain(
      'vehicle 1: break 9 unknown or taken twice',
    );
  });
});

describe('several windows', () => {
  test('let a van come early or late, never between', () => {
    const { routes } = solve(street([door(1, [50, 60]), door(2, [0, 30], [80, 90])]));
    for (const { type, id, arrival, waiting_time: waiting } of routes[0]!.steps) {
      if (type !== 'job' || id !== 2) continue;
      const begin = arrival + waiting;
      expect(begin <= 30 || (begin >= 80 && begin <= 90)).toBe(true);
    }
    expect(routes[0]!.steps).toHaveLength(4);
  });

  test('between which no van can come leave the door out', () => {
    const busy = [door(1, [20, 20]), door(4, [55, 60]), door(2, [0, 19], [66, 70])];
    expect(solve(street(busy)).unassigned).toHaveLength(1);
  });
});

/** The fewest doors left out, by trying every order with the break after every stop. */
function leastUnserved(
  jobs: readonly InputJob[],
  pause: { open: number; close: number; service: number },
): number {
  let best = jobs.length;
  function go(at: number, clock: number, left: readonly InputJob[], hasRested: boolean): void {
    if (hasRested) best = Math.min(best, left.length);
    const begin = Math.max(clock, pause.open);
    if (!hasRested && begin <= pause.close) go(at, begin + pause.service, left, true);
    for (const job of left) {
      const arrival = clock + durations[at * side + job.location_index!]!;
      const open = job.time_windows!.find(([, by]) => arrival <= by);
      if (open)
        go(
          job.location_index!,
          Math.max(arrival, open[0]),
          left.filter((other) => other !== job),
          hasRested,
        );
    }
  }
  go(0, 0, jobs, false);
  return best;
}

test('as many doors are served as by trying every order and every place of the break', () => {
  const window = fc
    .tuple(fc.nat(60), fc.nat(30))
    .map(([from, long]): [number, number] => [from, from + long]);
  const doors = fc.array(
    fc.record({ location_index: fc.integer({ min: 1, max: side - 1 }), one: window, two: window }),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(doors, window, fc.nat(25), fc.integer(), (drawn, [open, close], service, seed) => {
      const jobs = drawn.map(({ location_index, one, two }, id) => ({
        ...{ id, location_index },
        time_windows: [one, [one[1] + 1 + two[0], one[1] + 1 + two[1]] as const],
      }));
      const input = street(jobs, { breaks: [{ id: 1, time_windows: [[open, close]], service }] });
      const { answer } = solveRouting(input, { budget: { iterations: 600 }, seed });
      expect(checkAnswer(input, answer)).toEqual([]);
      expect(answer.summary.unassigned).toBe(leastUnserved(jobs, { open, close, service }));
    }),
    { numRuns: 60 },
  );
});
