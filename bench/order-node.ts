/** One app node in a process of its own: the doors of ordering on an existing database. */
import { openIntake } from '../src/edge/intake.ts';
import { openFunnel } from '../src/engines/db/funnel.ts';
import { listen } from './order-door.ts';

async function serve(url: string): Promise<void> {
  const clock = { now: () => new Date() };
  const open = (maxConnections: number) =>
    openFunnel({ url, role: 'app', maxConnections, separateRoles: true, clock });
  const [app, own] = [open(12), open(3)];
  const intake = openIntake(own, { warn: () => {} });
  const door = await listen({ app }, intake);
  process.once('disconnect', () => {
    void (async () => {
      await door.close();
      await intake.drain();
      await Promise.all([app.close(), own.close()]);
    })();
  });
  process.send!({ port: door.port });
}

if (process.send) process.once('message', (url: string) => void serve(url));
