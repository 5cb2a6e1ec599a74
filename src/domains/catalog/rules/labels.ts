import { fieldHeaders, importFields, type ImportField } from './guess-columns.ts';
import type { ItemFacts } from './item-facts.ts';

const zones = { ambient: '常温', chilled: '冷藏', frozen: '冷冻', 'fresh-live': '鲜活' } as const;
const ways = { piece: '按件', gram: '称重' } as const;
const policies = {
  'seven-days': '七天无理由',
  'no-return-perishable': '生鲜不退',
  'no-return-opened': '开封不退',
} as const;

/** The fields of an exported table: without wholesale prices for those who may not see them. */
export function exportFields(withWholesale: boolean): ImportField[] {
  return importFields.filter((field) => withWholesale || field !== 'wholesalePriceYuan');
}

export function exportHeader(fields: readonly ImportField[]): string[] {
  return fields.map((field) => fieldHeaders[field][0]);
}

/** The cells of one item, in words that the import reads back as the same item. */
export function exportRow(
  fields: readonly ImportField[],
  item: ItemFacts & { readonly categoryName: string },
): string[] {
  const texts: Record<ImportField, string> = {
    itemCode: item.itemCode,
    gtin: item.gtin ?? '',
    name: item.name,
    spec: item.spec,
    unitLabel: item.unitLabel,
    category: item.categoryName,
    brand: item.brand,
    origin: item.origin,
    temperatureZone: zones[item.temperatureZone],
    shelfLifeDays: item.shelfLifeDays === null ? '' : String(item.shelfLifeDays),
    soldBy: ways[item.soldBy],
    nominalGram: item.nominalGram === null ? '' : String(item.nominalGram),
    returnPolicy: policies[item.returnPolicy],
    licenceNeeded: item.licenceNeeded,
    isRegulated: item.isRegulated ? '是' : '否',
    suggestedPriceYuan: yuanText(item.suggestedPriceFen),
    wholesalePriceYuan: yuanText(item.wholesalePriceFen),
    description: item.description,
    pictureKey: item.pictureKey,
  };
  return fields.map((field) => texts[field]);
}

function yuanText(amountFen: bigint | null): string {
  if (amountFen === null) return '';
  return `${amountFen / 100n}.${String(amountFen % 100n).padStart(2, '0')}`;
}
