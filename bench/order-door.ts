import type { AddressInfo } from 'node:net';
import pino from 'pino';
import type { Endpoint } from '../contract/endpoint.ts';
import { contract } from '../contract/index.ts';
import { readOrderExtras } from '../src/domains/fulfilment/index.ts';
import { recordAudit } from '../src/domains/membership/index.ts';
import { buildApp } from '../src/edge/app.ts';
import { forgetChangedSessions, openAuth, resolveCaller } from '../src/edge/auth.ts';
import type { Intake } from '../src/edge/intake.ts';
import { limitRates } from '../src/edge/limits.ts';
import { orderingDoors } from '../src/edge/ordering.ts';
import type { Door } from '../src/edge/route.ts';
import type { SharedAnswers } from '../src/edge/shared-answers.ts';
import type { PayEngine } from '../src/engines/pay/port.ts';
import type { BenchWorld } from './intake-world.ts';

/** Bounds that count every request and stop none. */
const unbounded = { perSessionPerMinute: 10_000_000, perAddressPerMinute: 10_000_000 };

/** The doors of ordering, and more if asked for, as the assembled server opens them, on a free port; what else the contract has is closed. */
export async function listen(
  world: Pick<BenchWorld, 'app'>,
  intake: Intake,
  shared: SharedAnswers | null = null,
  more: readonly Door[] = [],
): Promise<{ port: number; close(): Promise<void> }> {
  const clock = { now: () => new Date() };
  const auth = openAuth({ funnel: world.app, clock });
  const none = () => Promise.reject(new Error('not part of this measurement'));
  const doors = [
    ...orderingDoors({
      ...{ intake, clock, funnel: world.app, pay: {} as PayEngine },
      readExtras: readOrderExtras,
    }),
    ...more,
  ];
  const open = new Set(doors.map(({ endpoint }) => endpoint));
  const all = Object.values(contract).flatMap((endpoints): Endpoint[] => Object.values(endpoints));
  const app = await buildApp({
    mount: {
      funnel: world.app,
      shared,
      resolveCaller: (incoming) => resolveCaller(incoming, auth),
      recordAudit,
    },
    operations: {
      ping: async () => {},
      isReady: () => true,
      isFeedWhole: () => true,
      readGauges: async () => ({}),
    },
    doors: [
      ...doors,
      ...all.filter((endpoint) => !open.has(endpoint)).map((endpoint) => ({ endpoint, run: none })),
    ],
    parts: [(server) => limitRates(server, unbounded), (server) => forgetChangedSessions(server, auth)],
    ...{ logger: pino({ level: 'warn' }), version: 'bench', webFolder: null, tls: null, trustProxy: false },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { port: (app.server.address() as AddressInfo).port, close: () => app.close() };
}
