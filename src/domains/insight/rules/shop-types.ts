/** Broad, middle and narrow type of each kind of shop; an unknown kind has none and is compared with nobody. */
const typesOf: Readonly<Record<string, readonly [string, string]>> = {
  fruit: ['food', 'fresh'],
  seafood: ['food', 'fresh'],
  butcher: ['food', 'fresh'],
  tofu: ['food', 'fresh'],
  grocery: ['food', 'staples'],
  dairy: ['food', 'staples'],
  bakery: ['food', 'baked'],
  daily: ['goods', 'household'],
  flower: ['goods', 'household'],
  pharmacy: ['goods', 'care'],
};

export function shopTypes(kind: string): { type1: string; type2: string; type3: string } {
  const [type1 = '', type2 = ''] = typesOf[kind] ?? [];
  return { type1, type2, type3: type1 === '' ? '' : kind };
}
