/** Everything that is said about an item, as acts write it. Fen and grams. */
export interface ItemFacts {
  readonly itemCode: string;
  readonly gtin: string | null;
  readonly name: string;
  readonly spec: string;
  readonly unitLabel: string;
  readonly categoryCode: string;
  readonly brand: string;
  readonly origin: string;
  readonly temperatureZone: 'ambient' | 'chilled' | 'frozen' | 'fresh-live';
  readonly shelfLifeDays: number | null;
  readonly soldBy: 'piece' | 'gram';
  readonly nominalGram: number | null;
  readonly returnPolicy: 'seven-days' | 'no-return-perishable' | 'no-return-opened';
  readonly licenceNeeded: string;
  readonly isRegulated: boolean;
  readonly suggestedPriceFen: bigint | null;
  readonly wholesalePriceFen: bigint | null;
  readonly description: string;
  readonly pictureKey: string;
}

/** What a row of a file says; what it leaves blank is absent. */
export type ItemDraft = { readonly [K in keyof ItemFacts]?: ItemFacts[K] };

/** A new item where nothing else was said. */
export const blankItem = {
  itemCode: '',
  gtin: null,
  spec: '',
  unitLabel: '份',
  brand: '',
  origin: '',
  temperatureZone: 'ambient',
  shelfLifeDays: null,
  soldBy: 'piece',
  nominalGram: null,
  returnPolicy: 'seven-days',
  licenceNeeded: '',
  isRegulated: false,
  suggestedPriceFen: null,
  wholesalePriceFen: null,
  description: '',
  pictureKey: '',
} as const satisfies ItemDraft;

/** True when the draft says nothing that the facts do not say already. */
export function saysNothingNew(facts: ItemFacts, draft: ItemDraft): boolean {
  return Object.entries(draft).every(([name, value]) => facts[name as keyof ItemFacts] === value);
}

/** How a row without code or barcode is recognised: same name, spec and brand, whatever the case and width. */
export function identityOf(item: {
  readonly name: string;
  readonly spec: string;
  readonly brand: string;
}): string {
  return [item.name, item.spec, item.brand].map(foldText).join('\n');
}

/** Half width, lower case, single spaces: texts that people take for the same are the same. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
