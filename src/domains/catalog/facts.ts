import type { Fact } from '../../engines/db/outbox.ts';

/** A shop sells something, sells it otherwise, or stops. */
export function listingChanged(shopId: string, variantId: string): Fact {
  return {
    kind: 'listing-changed',
    aggregate: 'listing',
    aggregateId: shopId,
    payload: { shopId, variantId },
  };
}

/** A file has become part of the catalogue. */
export function importApplied(importId: string): Fact {
  return { kind: 'import-applied', aggregate: 'import', aggregateId: importId, payload: { importId } };
}
