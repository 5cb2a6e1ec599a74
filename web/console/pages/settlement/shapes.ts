import type { Out } from '../../../kit/use-api.ts';

/** What the doors answer, under the names these pages use. */
export type Entry = Out<'settlement', 'listEntries'>['rows'][number];
export type Statement = Out<'settlement', 'getStatement'>;
