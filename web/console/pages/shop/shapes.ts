import type { catalog } from '../../../../contract/catalog.ts';
import type { WireOutput } from '../../../../contract/endpoint.ts';
import type { stock } from '../../../../contract/stock.ts';

/** What the doors answer, under the names these pages use. */
export type Listing = WireOutput<typeof catalog.listListings>['rows'][number];
export type Counter = WireOutput<typeof stock.listStock>['rows'][number];
