import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { distanceMetre, type Point } from '../../kernel/geo.ts';
import { readServiceUrl } from './ask-json.ts';
import { fromGcj02, wgs84ToGcj02 } from './datum.ts';
import { lookUpWays } from './look-up-ways.ts';
import { openMaps, type MapsServiceName } from './open-maps.ts';
import { readDetours } from './straight.ts';

const detours = readDetours(undefined);
const points: Point[] = [
  { lng: 121.4737, lat: 31.2304 },
  { lng: 121.4837, lat: 31.2304 },
  { lng: 121.4737, lat: 31.2404 },
];
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

interface Asked {
  readonly url: URL;
  readonly body: unknown;
}

/** A local server that answers in a recorded shape, and what it was asked. */
async function replay(answer: (asked: Asked) => { status?: number; json: unknown }) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((text) => {
      const one = { url: new URL(request.url!, 'http://here'), body: text === '' ? null : JSON.parse(text) };
      asked.push(one);
      const { status = 200, json } = answer(one);
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(status === 302 && { location: '/' }),
      });
      response.end(JSON.stringify(json));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`;
  return { asked, open: (service: MapsServiceName) => openMaps({ service, url, key: 'k y', detours }) };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** Ways told by the servers: a hundred metres a row, one metre a column, and as many seconds by ten. */
const told = (row: number, column: number) => row * 100 + column;
const rowsOf = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (__, c) => told(r, c)));

const shapes: Readonly<Record<MapsServiceName, (asked: Asked) => { json: unknown }>> = {
  osrm: () => ({
    json: {
      ...{ code: 'Ok', distances: rowsOf(3, 3), durations: rowsOf(3, 3) },
      sources: [{ hint: 'x', location: [121.47, 31.23], name: '' }],
    },
  }),
  valhalla: () => ({
    json: {
      algorithm: 'timedistancematrix',
      units: 'kilometers',
      sources_to_targets: rowsOf(3, 3).map((row, from_index) =>
        row.map((metre, to_index) => ({ distance: metre / 1_000, time: metre, from_index, to_index })),
      ),
    },
  }),
  graphhopper: () => ({ json: { distances: rowsOf(3, 3), times: rowsOf(3, 3), info: { took: 3 } } }),
  amap: ({ url }) => {
    const column = points.findIndex(
      ({ lng, lat }) => url.searchParams.get('destination') === `${lng.toFixed(6)},${lat.toFixed(6)}`,
    );
    const results = [0, 1, 2].map((row) => ({
      ...{ origin_id: String(row + 1), dest_id: '1' },
      ...{ distance: String(told(row, column)), duration: String(told(row, column)) },
    }));
    return { json: { status: '1', info: 'OK', infocode: '10000', count: '3', results } };
  },
  tencent: () => ({
    json: {
      ...{ status: 0, message: 'Success', request_id: 'x' },
      result: {
        rows: rowsOf(3, 3).map((row) => ({
          elements: row.map((metre) => ({ distance: metre, duration: metre })),
        })),
      },
    },
  }),
  baidu: () => ({
    json: {
      ...{ status: 0, message: '成功' },
      result: rowsOf(3, 3)
        .flat()
        .map((value) => ({ distance: { text: '1公里', value }, duration: { text: '1分', value } })),
    },
  }),
};

describe('a road service', () => {
  test.each(Object.keys(shapes) as MapsServiceName[])(
    '%s: ways by row and column, kept for the next time',
    async (name) => {
      const { asked, open } = await replay(shapes[name]);
      const maps = open(name);
      const { meters, seconds, source } = await maps.matrix(points, 'bike');
      const off = [1, 2, 3, 5, 6, 7];
      expect(off.map((cell) => meters[cell])).toEqual([1, 2, 100, 102, 200, 201]);
      expect(off.map((cell) => seconds[cell])).toEqual([1, 2, 100, 102, 200, 201]);
      expect([...source]).toEqual([0, 1, 1, 1, 0, 1, 1, 1, 0]);
      expect(asked[0]!.url.pathname).toMatch(/^\/base\//);
      const before = asked.length;
      expect((await maps.matrix(points.toReversed(), 'bike')).meters[1]).toBe(201);
      expect(asked).toHaveLength(before);
    },
  );

  test('is asked in its own coordinates', async () => {
    const { asked, open } = await replay(shapes.osrm);
    await open('osrm').matrix(points, 'van');
    const [first] = asked[0]!.url.pathname.split('/').at(-1)!.split(';');
    const [lng, lat] = first!.split(',').map(Number);
    const shift = distanceMetre(points[0]!, { lng: lng!, lat: lat! });
    expect(shift).toBeGreaterThan(300);
    expect(shift).toBeLessThan(700);
    expect(asked[0]!.url.pathname).toContain('/table/v1/driving/');
  });

  test('that does not know a way leaves that one to the straight line', async () => {
    const holes = rowsOf(3, 3).map((row, r) => row.map((metre, c) => (r === 0 && c === 1 ? null : metre)));
    const { open } = await replay(() => ({ json: { code: 'Ok', distances: holes, durations: holes } }));
    const { meters, source } = await open('osrm').matrix(points, 'bike');
    expect([...source]).toEqual([0, 0, 1, 1, 0, 1, 1, 1, 0]);
    expect(meters[1]).toBe(Math.round(distanceMetre(points[0]!, points[1]!) * 1.3));
  });

  test.each([
    ['refuses', { status: 500, json: {} }],
    ['answers in another shape', { json: { code: 'Ok', distances: 'none' } }],
    ['leads elsewhere', { status: 302, json: {} }],
  ])('that %s is left alone after a few times, and everything is straight', async (_, answer) => {
    const { asked, open } = await replay(() => answer);
    const many = Array.from({ length: 400 }, (__, i) => ({ lng: 121.4 + i / 4_000, lat: 31.2 }));
    const { source } = await open('osrm').matrix(many, 'bike');
    expect(source.every((cell) => cell === 0)).toBe(true);
    expect(asked.length).toBeLessThanOrEqual(3);
  });

  test('is asked in blocks it allows, for the ways that are wanted alone', async () => {
    const { asked, open } = await replay(({ url }) => {
      const count = (name: string) => url.searchParams.get(name)!.split(';').length;
      const rows = rowsOf(count('from'), count('to'));
      const elements = rows.map((row) => ({
        elements: row.map((metre) => ({ distance: metre, duration: metre })),
      }));
      return { json: { status: 0, result: { rows: elements } } };
    });
    const doors = Array.from({ length: 60 }, (_, i) => ({ lng: 121.4 + i / 1_000, lat: 31.3 }));
    const ways = await lookUpWays(open('tencent'), points, doors);
    expect(asked).toHaveLength(3);
    expect(ways(points[1]!, doors[26]!)).toBe(101);
    expect(ways(points[0]!, { lng: 1, lat: 1 })).toBeNull();
  });
});

describe('straight lines', () => {
  test('take the detour of the city they begin in', async () => {
    const crooked = readDetours('1.2;121.47,31.23=1.5');
    const maps = openMaps({ service: null, url: null, key: null, detours: crooked });
    const far = { lng: 116.4, lat: 39.9 };
    const { meters, size } = await maps.matrix([points[0]!, points[1]!, far], 'bike');
    const straight = distanceMetre(points[0]!, points[1]!);
    expect(meters[1]).toBe(Math.round(straight * 1.5));
    expect(meters[2 * size]).toBe(Math.round(distanceMetre(far, points[0]!) * 1.2));
  });

  test.each(['0.5', 'x', '1.3;121=1.2', '1.3;121,31=9'])('a detour of %s is refused', (text) => {
    expect(() => readDetours(text)).toThrow('LIANBO_DETOUR');
  });
});

test('what is shifted comes back to the centimetre, and Baidu lies some hundred metres off', () => {
  const city = fc.record({
    lng: fc.double({ min: 80, max: 130, noNaN: true }),
    lat: fc.double({ min: 18, max: 50, noNaN: true }),
  });
  fc.assert(
    fc.property(city, (point) => {
      expect(distanceMetre(wgs84ToGcj02(fromGcj02(point, 'wgs84')), point)).toBeLessThan(0.01);
      const baidu = distanceMetre(fromGcj02(point, 'bd09'), point);
      expect(baidu).toBeGreaterThan(500);
      expect(baidu).toBeLessThan(1_200);
    }),
  );
});

describe('the address of a service', () => {
  test.each([
    'https://maps.example.com/osrm',
    'http://localhost:5000',
    'http://osrm:5000',
    'http://10.1.2.3',
  ])('%s may be asked', (text) => expect(readServiceUrl(text).href).toContain('://'));
  test.each(['http://maps.example.com', 'ftp://osrm', 'file:///etc/passwd', 'https://a:b@maps.example.com'])(
    '%s may not',
    (text) => expect(() => readServiceUrl(text)).toThrow('LIANBO_MAPS_URL'),
  );
  test('a service of one’s own needs one', () => {
    expect(() => openMaps({ service: 'osrm', url: null, key: null, detours })).toThrow('LIANBO_MAPS_URL');
  });
});
