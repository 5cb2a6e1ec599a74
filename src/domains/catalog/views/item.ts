import { fileUrl } from '../../../engines/files/port.ts';
import type { ItemFacts } from '../rules/item-facts.ts';
import type { Item, ItemRow } from '../tables.ts';

/** A row of the view `item` as the contract shows it. */
export function toItem(row: ItemRow): Item {
  return {
    variantId: row.variant_id,
    productId: row.product_id,
    itemCode: row.item_code,
    gtin: row.gtin,
    name: row.name,
    spec: row.spec,
    unitLabel: row.unit_label,
    categoryCode: row.category_code,
    categoryName: row.category_name,
    ground: row.ground,
    brand: row.brand,
    origin: row.origin,
    temperatureZone: row.temperature_zone,
    shelfLifeDays: row.shelf_life_days,
    soldBy: row.sold_by,
    nominalGram: row.nominal_gram,
    returnPolicy: row.return_policy,
    licenceNeeded: row.licence_needed,
    isRegulated: row.is_regulated,
    suggestedPriceFen: row.suggested_price_fen,
    description: row.description,
    pictureKey: row.picture_key,
    pictureUrl: row.picture_file === null ? null : fileUrl(row.picture_file),
    status: row.status,
    updatedAt: row.updated_at,
  };
}

/** The same row as what acts and imports write. */
export function toFacts(row: ItemRow): ItemFacts {
  return {
    itemCode: row.item_code,
    gtin: row.gtin,
    name: row.name,
    spec: row.spec,
    unitLabel: row.unit_label,
    categoryCode: row.category_code,
    brand: row.brand,
    origin: row.origin,
    temperatureZone: row.temperature_zone,
    shelfLifeDays: row.shelf_life_days,
    soldBy: row.sold_by,
    nominalGram: row.nominal_gram,
    returnPolicy: row.return_policy,
    licenceNeeded: row.licence_needed,
    isRegulated: row.is_regulated,
    suggestedPriceFen: row.suggested_price_fen,
    wholesalePriceFen: row.wholesale_price_fen,
    description: row.description,
    pictureKey: row.picture_key,
  };
}
