interface Pile {
  readonly locationId: string;
  readonly variantId: string;
  readonly quantity: number;
}
interface Journey {
  readonly fromLocationId: string;
  readonly toLocationId: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly source: string;
}

/** Lots drawn at several places, handed to where their pieces went, in order; every piece goes exactly once. */
export function dealOut<T extends Pile>(
  drawn: readonly T[],
  journeys: readonly Journey[],
): (T & { readonly source: string })[] {
  const left = drawn.map((lot) => lot.quantity);
  return journeys.flatMap(({ fromLocationId, toLocationId, variantId, quantity, source }) => {
    let missing = quantity;
    return drawn.flatMap((lot, i) => {
      if (lot.locationId !== fromLocationId || lot.variantId !== variantId) return [];
      const pieces = Math.min(missing, left[i]!);
      left[i]! -= pieces;
      missing -= pieces;
      return pieces > 0 ? [{ ...lot, locationId: toLocationId, quantity: pieces, source }] : [];
    });
  });
}
