import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../contract/index.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { refusalTable } from '../../contract/problems.ts';
import { foundIn, openWorld, type FoundedAlliance, type World } from '../../test/worlds/alliance.ts';
import { openApp, type TestApp } from '../../test/worlds/app.ts';
import { addCategory, listCategories } from '../domains/catalog/index.ts';
import { listAudit, startSession } from '../domains/membership/index.ts';
import { hashToken, newToken } from '../engines/token.ts';
import { Refusal } from '../kernel/refusal.ts';
import { openApi } from './openapi.ts';
import { act, read } from './route.ts';

let world: World;
let home: FoundedAlliance;
let site: TestApp;
let token: string;

beforeAll(async () => {
  world = await openWorld();
  home = await foundIn(world, 'guihuali');
  token = newToken();
  const { memberId } = home.operator;
  await home.transact(null, (tx) =>
    startSession(tx, { memberId, tokenHash: hashToken(token), replaces: null }),
  );
  site = await openApp(world, [
    act(contract.catalog.addCategory, (tx, input) => addCategory(tx, input)),
    read(contract.catalog.listCategories, async (db) => ({ rows: await listCategories(db) })),
    read(contract.catalog.getItem, () => {
      throw new Refusal('sold-out', { title: 'x', available: 0 });
    }),
    read(contract.catalog.listItems, () => {
      throw new Refusal('busy');
    }),
    read(contract.membership.listAudit, (db, input) => listAudit(db, input)),
  ]);
});
afterAll(async () => {
  await site.app.close();
  await world.close();
});

function add(body: object, headers: Record<string, string> = {}) {
  return site.call({ method: 'POST', url: '/api/categories', slug: 'guihuali', token, body, headers });
}
async function codes(): Promise<string[]> {
  const answer = await site.call({ method: 'GET', url: '/api/categories', slug: 'guihuali' });
  return (answer.body['rows'] as { code: string }[]).map((row) => row.code);
}

test('a full queue says when to come back', async () => {
  const answer = await site.app.inject({
    method: 'GET',
    url: '/api/items',
    headers: { 'x-lianbo-alliance': 'guihuali', cookie: `lianbo_guihuali=${token}` },
  });
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '1']);
  expect(answer.json()).toMatchObject({ kind: 'refusal', code: 'busy' });
});

describe('input', () => {
  test('every wrong field is named, in the language asked for, and nothing is changed', async () => {
    const before = await codes();
    const zh = await add({ code: 'UPPER', ground: 'marble' });
    expect(zh).toMatchObject({ status: 400, body: { kind: 'malformed' } });
    const issues = zh.body['issues'] as { path: string; message: string }[];
    expect(issues.map((issue) => issue.path).sort()).toEqual(['code', 'ground', 'name']);
    expect(issues.find((issue) => issue.path === 'name')!.message).toBe('请填写这一项');
    const en = await add({}, { 'x-lianbo-lang': 'en' });
    expect((en.body['issues'] as { message: string }[])[0]!.message).toBe('This field is needed');
    expect(await codes()).toEqual(before);
  });

  test('a field that does not exist is said, not dropped', async () => {
    const answer = await add({ code: 'a', name: 'A', ground: 'leaf', colour: 'red' });
    expect(answer).toMatchObject({ status: 400, body: { issues: [{ path: 'colour' }] } });
  });

  test.each([
    ['[1,2]', '(body)'],
    ['null', '(body)'],
    ['"text"', '(body)'],
    ['{"code":', '(body)'],
    [Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), '(body)'],
  ])('a body that is no object is refused: %s', async (payload, path) => {
    const answer = await site.app.inject({
      method: 'POST',
      url: '/api/categories',
      headers: { 'content-type': 'application/json', 'x-lianbo-alliance': 'guihuali' },
      cookies: { lianbo_guihuali: token },
      payload,
    });
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ kind: 'malformed', issues: [{ path }] });
  });

  test('a body of another content type is refused, however it reads', async () => {
    const answer = await add({}, { 'content-type': 'text/plain' });
    expect(answer).toMatchObject({ status: 400, body: { issues: [{ path: '(body)' }] } });
  });

  test('a thousand fields too many are answered in a few lines', async () => {
    const fields = Array.from({ length: 1_000 }, (_one, i) => [`${'x'.repeat(500)}${i}`, 1]);
    const answer = await add(Object.fromEntries(fields));
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body).length).toBeLessThan(20_000);
  });
});

describe('repeats', () => {
  test('the same key answers the same and does the work once', async () => {
    const key = { 'idempotency-key': 'category-key-1' };
    const body = { code: 'fruit', name: '鲜果', ground: 'fruit' };
    const answers = await Promise.all([add(body, key), add(body, key), add(body, key)]);
    for (const answer of answers) expect(answer).toEqual({ ...answers[0]!, token: undefined });
    expect((await codes()).filter((code) => code === 'fruit')).toHaveLength(1);
    expect(await add({ ...body, name: '水果' }, key)).toMatchObject({
      status: 409,
      body: { code: 'idempotency-key-reused' },
    });
  });

  test('a dry run answers like the real thing and keeps nothing', async () => {
    const answer = await add({ code: 'dry', name: '试', ground: 'leaf' }, { 'x-dry-run': '1' });
    expect(answer).toMatchObject({ status: 200, body: { code: 'dry' } });
    expect(await codes()).not.toContain('dry');
  });

  test('a key of another shape is malformed', async () => {
    expect(await add({}, { 'idempotency-key': 'short' })).toMatchObject({ status: 400 });
  });
});

test('a privileged act leaves a trace in its own transaction', async () => {
  await add({ code: 'traced', name: '留痕', ground: 'leaf' });
  const audit = await site.call({
    method: 'GET',
    url: '/api/audit?operation=catalog.addCategory',
    slug: 'guihuali',
    token,
  });
  const [entry] = audit.body['rows'] as { detail: string }[];
  expect(entry!.detail).toContain('traced');
});

test('a refusal that the contract does not declare is a defect and tells nothing', async () => {
  const answer = await site.call({ method: 'GET', url: `/api/items/${home.allianceId}`, slug: 'guihuali' });
  expect(answer.status).toBe(500);
  expect(Object.keys(answer.body).sort()).toEqual(['kind', 'requestId']);
});

test('a page of another site cannot act with our cookie', async () => {
  const answer = await add({ code: 'evil', name: 'x', ground: 'leaf' }, { origin: 'https://evil.example' });
  expect(answer).toMatchObject({ status: 403, body: { code: 'bad-origin' } });
});

describe('the contract', () => {
  const endpoints = Object.values(contract).flatMap((domain) => Object.values(domain) as Endpoint[]);

  test('declares only refusals that have a status and a sentence', () => {
    const unknown = endpoints
      .flatMap((endpoint) => endpoint.refusals ?? [])
      .filter((code) => !(code in refusalTable));
    expect(unknown).toEqual([]);
  });

  test('names every path field in its input, and no two doors share an address', () => {
    for (const { path, input } of endpoints) {
      for (const [, field] of path.matchAll(/:(\w+)/g)) expect(input.shape).toHaveProperty(field!);
    }
    const addresses = endpoints.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  test('becomes an OpenAPI document with every door and both wire forms of fen as text', () => {
    const document = openApi('1.0.0') as {
      openapi: string;
      paths: Record<string, Record<string, { responses: unknown }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations).toHaveLength(endpoints.length);
    const order = JSON.stringify(document.paths['/api/orders']!['post']);
    expect(order).toContain('"type":"string","pattern":"^\\\\d{1,12}$"');
  });
});
