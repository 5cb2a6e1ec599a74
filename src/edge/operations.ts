import type { FastifyInstance } from 'fastify';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface OperationsDeps {
  /** Resolves when the database answers; rejects or hangs otherwise. */
  ping(): Promise<void>;
  /** False while starting or draining: a load balancer then sends nobody here. */
  isReady(): boolean;
  /** False while other nodes cannot be reached: this node still serves, but its pages hear only its own news. */
  isFeedWhole(): boolean;
  /** Gauges other parts keep, read at each scrape: name → value. */
  readGauges(): Promise<Readonly<Record<string, number>>>;
}

const pingTimeoutMs = 2_000;

/** /healthz (the process lives), /readyz (it can serve), /metrics (Prometheus). */
export function mountOperations(app: FastifyInstance, deps: OperationsDeps): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'lianbo_http_seconds',
    help: 'Time to answer by operation and status',
    labelNames: ['operation', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  const defects = new Counter({
    name: 'lianbo_defects_total',
    help: 'Answers with status 500',
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { operation } = request.routeOptions.config as { operation?: string };
    if (operation) {
      seconds.labels(operation, String(reply.statusCode)).observe(reply.elapsedTime / 1_000);
      request.log.info(
        { operation, status: reply.statusCode, millis: Math.round(reply.elapsedTime), requestId: request.id },
        'answered',
      );
    }
    if (reply.statusCode >= 500 && reply.statusCode !== 503) defects.inc();
    done();
  });
  app.get('/healthz', () => ({ alive: true }));
  app.get('/readyz', async (_request, reply) => {
    const answers = await withinTime(deps.ping());
    const ready = answers && deps.isReady();
    return reply.code(ready ? 200 : 503).send({ ready, database: answers, feed: deps.isFeedWhole() });
  });
  app.get('/metrics', async (_request, reply) => {
    const gauges = Object.entries(await deps.readGauges())
      .map(([name, value]) => `# TYPE lianbo_${name} gauge\nlianbo_${name} ${value}\n`)
      .join('');
    return reply.type(registry.contentType).send((await registry.metrics()) + gauges);
  });
}

async function withinTime(ping: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), pingTimeoutMs);
  });
  try {
    return await Promise.race([
      ping.then(
        () => true,
        () => false,
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
