import type { WireOutput } from '../../../../contract/endpoint.ts';
import type { fulfilment } from '../../../../contract/fulfilment.ts';

/** What the doors answer, under the names these pages use. */
export type Claim = WireOutput<typeof fulfilment.listClaims>['rows'][number];
