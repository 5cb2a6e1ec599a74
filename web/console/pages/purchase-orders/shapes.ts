import type { WireOutput } from '../../../../contract/endpoint.ts';
import type { supply } from '../../../../contract/supply.ts';

/** What the doors answer, under the names these pages use. */
export type Detail = WireOutput<typeof supply.getPurchaseOrder>;
