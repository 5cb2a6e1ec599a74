import { foldText } from './item-facts.ts';

/** What a column may hold, with the headers people write, the one we export first. Longer words win over shorter ones. */
export const fieldHeaders = {
  itemCode: [
    '统一编码',
    '商品编码',
    '编码',
    '货号',
    '编号',
    'sku',
    'itemcode',
    'productcode',
    'itemno',
    'code',
  ],
  gtin: ['条码', '商品条码', '国际条码', '69码', 'gtin', 'barcode', 'ean', 'upc'],
  name: [
    '商品名称',
    '名称',
    '品名',
    '单品名称',
    '商品',
    'productname',
    'itemname',
    'name',
    'title',
    'product',
  ],
  spec: ['规格', '规格型号', '包装规格', 'spec', 'specification', 'size', 'variant'],
  unitLabel: ['单位', '计量单位', '销售单位', 'unit'],
  category: ['品类', '分类', '类别', '分类名称', '商品分类', 'category', 'categoryname', 'department'],
  brand: ['品牌', 'brand'],
  origin: ['产地', '原产地', 'origin', 'placeoforigin', 'countryoforigin'],
  temperatureZone: ['温区', '储存方式', '储存条件', '贮存条件', 'temperaturezone', 'temperature', 'storage'],
  shelfLifeDays: ['保质期', '保质期天数', 'shelflife', 'shelflifedays'],
  soldBy: ['计价方式', '销售方式', '售卖方式', 'soldby', 'pricingunit'],
  nominalGram: ['标称重量', '净含量', '净重', '重量', '克重', 'nominalgram', 'netweight', 'weight'],
  returnPolicy: ['退货政策', '退换政策', '售后', 'returnpolicy', 'returns'],
  licenceNeeded: ['所需证照', '资质要求', '证照', 'licenceneeded', 'licence', 'license'],
  isRegulated: ['受监管', '是否受监管', '监管商品', 'isregulated', 'regulated'],
  suggestedPriceYuan: [
    '建议价',
    '建议售价',
    '建议零售价',
    '零售价',
    '售价',
    '价格',
    'suggestedprice',
    'retailprice',
    'rrp',
    'price',
  ],
  wholesalePriceYuan: [
    '批发价',
    '进货价',
    '成本价',
    '进价',
    '成本',
    'wholesaleprice',
    'costprice',
    'wholesale',
    'cost',
  ],
  description: ['商品描述', '描述', '说明', '备注', 'description', 'details', 'notes'],
  pictureKey: ['图片', '图片名', 'picturekey', 'picture', 'image'],
} as const satisfies Record<string, readonly string[]>;

export type ImportField = keyof typeof fieldHeaders;
export const importFields = Object.keys(fieldHeaders) as ImportField[];

const fewestLettersInside = 2;
const titleLinesMax = 10;

/** "批发价 (元/千克)" and "Wholesale_Price" as plain words: without brackets, spaces and marks. */
function foldHeader(header: string): string {
  return foldText(header)
    .replace(/[(（[【].*?[)）\]】]/g, '')
    .replace(/[\s_\-./*:：#]/g, '');
}

/** The field of each column, or null. Exact words first, then words inside a longer header; each field once. */
export function guessColumns(headers: readonly string[]): (ImportField | null)[] {
  const folded = headers.map(foldHeader);
  const guesses: (ImportField | null)[] = headers.map(() => null);
  const taken = new Set<ImportField>();
  function give(matches: (header: string, word: string) => boolean): void {
    for (const { field, word } of wordsByLength) {
      if (taken.has(field)) continue;
      const at = folded.findIndex((header, i) => guesses[i] === null && matches(header, word));
      if (at < 0) continue;
      guesses[at] = field;
      taken.add(field);
    }
  }
  give((header, word) => header === word);
  give((header, word) => word.length >= fewestLettersInside && header.includes(word));
  return guesses;
}

const wordsByLength = importFields
  .flatMap((field) => fieldHeaders[field].map((word: string) => ({ field, word })))
  .sort((a, b) => b.word.length - a.word.length);

/** Position of the header among the first lines: titles and notes often stand above it. */
export function findHeader(rows: readonly (readonly string[])[]): number {
  const known = rows
    .slice(0, titleLinesMax)
    .map((row) => guessColumns(row).filter((field) => field !== null).length);
  return Math.max(0, known.indexOf(Math.max(...known)));
}
