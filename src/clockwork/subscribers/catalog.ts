import { z } from 'zod';
import { getImport } from '../../domains/catalog/index.ts';
import { publishProgress } from '../../edge/feed/publish-progress.ts';
import type { FeedEngine } from '../../engines/feed/port.ts';
import type { Subscriber } from '../subscriber.ts';

const applied = z.object({ importId: z.string() });

/** Tells whoever watches an import that it stands: the door itself speaks before the commit. */
export function catalogSubscribers(feed: FeedEngine): Subscriber[] {
  return [
    {
      name: 'catalog.import-progress',
      kinds: ['import-applied'],
      async handle(tx, { payload }) {
        const { importId, rowCount } = await getImport(tx, applied.parse(payload));
        const progress = { done: rowCount, total: rowCount, state: 'applied' } as const;
        return () => publishProgress(feed, tx.allianceId, importId, progress);
      },
    },
  ];
}
