import type { Item, ItemFields } from '../../parts/goods-name.tsx';

/** An item while it is typed. */
export interface ItemDraft {
  name: string;
  spec: string;
  unitLabel: string;
  itemCode: string;
  gtin: string;
  categoryCode: string;
  brand: string;
  origin: string;
  temperatureZone: Item['temperatureZone'];
  shelfLifeDays: number | undefined;
  soldBy: Item['soldBy'];
  nominalGram: number | undefined;
  returnPolicy: Item['returnPolicy'];
  licenceNeeded: string;
  isRegulated: boolean;
  suggestedPriceFen: string | undefined;
  /** Not shown again once kept: empty leaves it as it is. */
  wholesalePriceFen: string | undefined;
  description: string;
  pictureKey: string;
  status: Item['status'];
}

export const newDraft: ItemDraft = {
  name: '',
  spec: '',
  unitLabel: '份',
  itemCode: '',
  gtin: '',
  categoryCode: '',
  brand: '',
  origin: '',
  temperatureZone: 'ambient',
  shelfLifeDays: undefined,
  soldBy: 'piece',
  nominalGram: undefined,
  returnPolicy: 'seven-days',
  licenceNeeded: '',
  isRegulated: false,
  suggestedPriceFen: undefined,
  wholesalePriceFen: undefined,
  description: '',
  pictureKey: '',
  status: 'active',
};

export function draftOfItem(item: Item): ItemDraft {
  return {
    ...newDraft,
    ...item,
    gtin: item.gtin ?? '',
    shelfLifeDays: item.shelfLifeDays ?? undefined,
    nominalGram: item.nominalGram ?? undefined,
    suggestedPriceFen: item.suggestedPriceFen ?? undefined,
  };
}

/** As it travels: what is empty is none. An empty code is left out, so that the next one of the category is given. */
export function wireItem(draft: ItemDraft): ItemFields {
  return {
    name: draft.name,
    spec: draft.spec,
    unitLabel: draft.unitLabel,
    ...(draft.itemCode !== '' && { itemCode: draft.itemCode }),
    gtin: draft.gtin === '' ? null : draft.gtin,
    categoryCode: draft.categoryCode,
    brand: draft.brand,
    origin: draft.origin,
    temperatureZone: draft.temperatureZone,
    shelfLifeDays: draft.shelfLifeDays ?? null,
    soldBy: draft.soldBy,
    nominalGram: draft.soldBy === 'gram' ? (draft.nominalGram ?? null) : null,
    returnPolicy: draft.returnPolicy,
    licenceNeeded: draft.licenceNeeded,
    isRegulated: draft.isRegulated,
    suggestedPriceFen: draft.suggestedPriceFen ?? null,
    ...(draft.wholesalePriceFen !== undefined && { wholesalePriceFen: draft.wholesalePriceFen }),
    description: draft.description,
    pictureKey: draft.pictureKey,
  };
}
