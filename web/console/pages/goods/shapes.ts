import type { WireOutput } from '../../../../contract/endpoint.ts';
import type { imports } from '../../../../contract/imports.ts';

/** What the doors answer, under the names these pages use. */
export type ImportState = WireOutput<typeof imports.getImport>;
