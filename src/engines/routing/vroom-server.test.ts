import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askVroom } from '../../solvers/routing/ask-vroom.ts';
import type { RoutingInput } from '../../solvers/routing/problem.ts';
import { openVroomServer } from './vroom-server.ts';

/** What the server shall say next, and what it was asked last: VROOM 1.14 behind vroom-express, by its documents. */
let next: { readonly status: number; readonly body: string };
let head = '';
let asked: Record<string, unknown>;
const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => void parts.push(part));
  request.on('end', () => {
    head = `${request.method} ${request.headers['content-type']}`;
    asked = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>;
    response.writeHead(next.status, { 'content-type': 'application/json' }).end(next.body);
  });
});
let post: (problem: object) => Promise<unknown>;

beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const vroom = openVroomServer({ url: `http://127.0.0.1:${port}/` });
  post = (problem) => vroom.solve(problem);
});
afterAll(() => void server.close());

function answers(body: unknown, status = 200): void {
  next = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

const input: RoutingInput = {
  matrices: {
    car: {
      durations: [
        [0, 10.4, 20],
        [10.4, 0, 10],
        [20, 10, 0],
      ],
    },
  },
  vehicles: [
    {
      id: 7,
      start_index: 0,
      end_index: 0,
      capacity: [4.5],
      skills: [1],
      time_window: [0, 100.5],
      costs: { fixed: 5 },
    },
    {
      ...{ id: 8, start_index: 0, speed_factor: 2, max_tasks: 3 },
      breaks: [{ id: 2, time_windows: [[20.5, 30.5]], service: 4.5 }],
    },
  ],
  jobs: [
    { id: 3, location_index: 1, delivery: [1.2], service: 2.5, time_windows: [[0.5, 50.5]], priority: 4 },
  ],
  shipments: [
    {
      amount: [2],
      skills: [1],
      pickup: { id: 1, location_index: 2 },
      delivery: { id: 1, location_index: 1 },
    },
  ],
};
/** As recorded from VROOM: more fields than are read. */
const solution = {
  code: 0,
  summary: {
    cost: 1,
    routes: 1,
    unassigned: 0,
    setup: 0,
    service: 3,
    computing_times: { loading: 1, solving: 2 },
  },
  unassigned: [],
  routes: [
    {
      vehicle: 7,
      cost: 1,
      violations: [],
      steps: [
        { type: 'start', location_index: 3, arrival: 0, load: [2] },
        { type: 'job', id: 3, job: 3, location_index: 0, arrival: 11, load: [0], setup: 0, violations: [] },
        { type: 'pickup', id: 1, location_index: 1, arrival: 24, load: [2] },
        { type: 'delivery', id: 1, location_index: 2, arrival: 34, load: [0] },
        { type: 'end', location_index: 3, arrival: 45, load: [0] },
      ],
    },
  ],
};

test('a problem goes out in whole numbers on the safe side, with every way and no map needed', async () => {
  answers(solution);
  await askVroom(input, post);
  expect(head).toBe('POST application/json');
  expect(asked).toMatchObject({
    vehicles: [
      {
        ...{ id: 7, start_index: 3, end_index: 3, capacity: [4], skills: [1], time_window: [0, 100] },
        costs: { fixed: 25_000 },
      },
      {
        ...{ id: 8, start_index: 3, end_index: 4, max_tasks: 3 },
        breaks: [{ id: 2, time_windows: [[21, 30]], service: 5 }],
      },
    ],
    jobs: [
      {
        ...{ id: 3, location_index: 0, delivery: [2], pickup: [0], service: 3, priority: 4 },
        time_windows: [[1, 50]],
      },
    ],
    shipments: [
      {
        amount: [2],
        skills: [1],
        pickup: { id: 1, location_index: 1 },
        delivery: { id: 1, location_index: 2 },
      },
    ],
  });
  const matrices = asked['matrices'] as Record<string, { durations: number[][]; costs: number[][] }>;
  const [slow, fast] = (asked['vehicles'] as { profile: string }[]).map(({ profile }) => matrices[profile]!);
  expect(slow!.durations[3]!.slice(0, 2)).toEqual([11, 20]);
  expect(slow!.costs[3]!.slice(0, 2)).toEqual([52_000, 100_000]);
  expect(fast!.durations[3]!.slice(0, 2)).toEqual([6, 10]);
  expect(fast!.durations.map((row) => row[4])).toEqual([0, 0, 0, 0, 0]);
});

test('its order is taken, times and costs are reckoned here', async () => {
  answers(solution);
  const answer = await askVroom(input, post);
  expect(answer.routes.map(({ vehicle, cost }) => [vehicle, cost])).toEqual([[7, 45.8]]);
  expect(answer.routes[0]!.steps.map(({ type, arrival }) => [type, arrival])).toEqual([
    ['start', expect.any(Number)],
    ['job', expect.any(Number)],
    ['pickup', expect.any(Number)],
    ['delivery', expect.any(Number)],
    ['end', expect.any(Number)],
  ]);
  expect(answer.summary).toMatchObject({ unassigned: 0, routes: 1 });
});

test('what it leaves out is unassigned', async () => {
  answers({ ...solution, routes: [], unassigned: [{ id: 3, type: 'job' }] });
  expect((await askVroom(input, post)).unassigned).toHaveLength(3);
});

test('routes that break a constraint, and answers of another form, are thrown out', async () => {
  const steps = solution.routes[0]!.steps;
  const withSteps = (changed: unknown) => ({ ...solution, routes: [{ vehicle: 7, steps: changed }] });
  answers(withSteps([steps[0], steps[3], steps[2], steps[4]]));
  await expect(askVroom(input, post)).rejects.toThrow('before its pickup');
  answers(withSteps([{ type: 'job', id: 99 }]));
  await expect(askVroom(input, post)).rejects.toThrow('unknown step: job 99');
  answers({ ...solution, routes: [{ vehicle: 1, steps: [] }] });
  await expect(askVroom(input, post)).rejects.toThrow('vehicle unknown');
  answers({ code: 0 });
  await expect(askVroom(input, post)).rejects.toThrow('no list of routes');
});

test("the server's own errors are told", async () => {
  answers({ code: 2, error: 'Invalid skills object.' }, 400);
  await expect(askVroom(input, post)).rejects.toThrow('says no (400): Invalid skills object.');
  answers({ code: 1, error: 'Internal error' });
  await expect(askVroom(input, post)).rejects.toThrow('says no (200): Internal error');
  answers('<html>502</html>', 502);
  await expect(askVroom(input, post)).rejects.toThrow('502 without JSON');
  answers('null');
  await expect(askVroom(input, post)).rejects.toThrow('without an object');
});

test('what VROOM has no words for is refused, not dropped', async () => {
  const [first] = input.vehicles;
  await expect(
    askVroom({ ...input, vehicles: [{ ...first!, max_duration: 9 }] }, post),
  ).rejects.toMatchObject({
    ...{ code: 'unsupported-routing', field: 'vehicles.0.max_duration' },
  });
  const jobs = [{ ...input.jobs![0]!, drop_cost: 1 }];
  await expect(askVroom({ ...input, jobs }, post)).rejects.toMatchObject({ field: 'jobs.0.drop_cost' });
});

test('addresses without encryption, or with a password, are refused', () => {
  expect(() => openVroomServer({ url: 'http://routes.example/' })).toThrow('https');
  expect(() => openVroomServer({ url: 'https://me:secret@routes.example/' })).toThrow('password');
});
