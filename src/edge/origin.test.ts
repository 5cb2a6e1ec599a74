import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refusal } from '../kernel/refusal.ts';
import { checkOrigin } from './origin.ts';

let app: FastifyInstance;
beforeAll(() => {
  app = Fastify({ trustProxy: '10.0.0.0/8' });
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof Refusal ? 403 : 500).send({ code: (error as Error).message }),
  );
  app.all('/', (request) => {
    checkOrigin(request);
    return { fine: true };
  });
});
afterAll(() => app.close());

const host = 'lianbo.example';
const cases: [string, 'GET' | 'POST' | 'DELETE', Record<string, string>, number][] = [
  ['our page', 'POST', { 'sec-fetch-site': 'same-origin', origin: `https://${host}` }, 200],
  ['our page over plain http', 'POST', { origin: `http://${host}` }, 200],
  ['a client that is no browser', 'POST', {}, 200],
  ['another site', 'POST', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
  ['another site in an old browser', 'POST', { origin: 'https://evil.example' }, 403],
  ['a neighbour of ours', 'DELETE', { 'sec-fetch-site': 'same-site', origin: `https://x.${host}` }, 403],
  ['a look-alike', 'POST', { origin: `https://${host}.evil.example` }, 403],
  ['another port', 'POST', { origin: `http://${host}:8081` }, 403],
  ['a sandboxed frame', 'POST', { origin: 'null' }, 403],
  ['a link on another site that only reads', 'GET', { 'sec-fetch-site': 'cross-site' }, 200],
  // The header that a proxy sets is believed from the proxy only.
  [
    'a forged forwarded host',
    'POST',
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    403,
  ],
];
test.each(cases)('%s: %s %o → %i', async (_who, method, headers, status) => {
  const answer = await app.inject({ method, url: '/', headers: { host, ...headers } });
  expect(answer.statusCode).toBe(status);
});

test('behind a proxy the forwarded host counts', async () => {
  const headers = { host: 'app:8080', 'x-forwarded-host': host, origin: `https://${host}` };
  const answer = await app.inject({ method: 'POST', url: '/', headers, remoteAddress: '10.0.0.2' });
  expect(answer.statusCode).toBe(200);
});
