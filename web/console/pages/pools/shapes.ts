import type { WireOutput } from '../../../../contract/endpoint.ts';
import type { offers } from '../../../../contract/offers.ts';

/** What the doors answer, under the names these pages use. */
export type Offer = WireOutput<typeof offers.listOffers>['rows'][number];
