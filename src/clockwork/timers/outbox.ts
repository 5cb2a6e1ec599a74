import type { Funnel } from '../../engines/db/funnel.ts';
import { everyAlliance, pruneRelayed } from '../../engines/db/relay-store.ts';
import { addSeconds } from '../../kernel/clock.ts';
import type { Timer } from '../timer.ts';

/** Relayed facts and answered idempotency keys are kept this long: longer than any retry, shorter than any law. */
const keepSeconds = 14 * 86_400;
const rowsAtATime = 5_000;

/** Clears away relayed facts and old idempotency keys: the records that must be kept are in the domains. */
export function outboxTimers(system: Funnel): Timer[] {
  return [
    {
      name: 'prune-outbox',
      everySeconds: 600,
      async run({ clock }) {
        const before = addSeconds(clock.now(), -keepSeconds);
        await system.transact(everyAlliance, (tx) => pruneRelayed(tx, before, rowsAtATime));
      },
    },
  ];
}
