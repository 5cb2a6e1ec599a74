import type { FeedEngine } from '../../engines/feed/port.ts';

/** Says on import:<importId> how far an import is; a later word within a tick replaces the earlier. Rows. */
export function publishProgress(
  feed: FeedEngine,
  allianceId: string,
  importId: string,
  progress: { readonly done: number; readonly total: number; readonly state: 'applying' | 'applied' },
): void {
  const event = { kind: 'progress', ...progress };
  feed.publish({ allianceId, name: `import:${importId}` }, { mode: 'last', key: 'progress', event });
}
