import { z } from 'zod';
import {
  done,
  endpoint,
  flag,
  id,
  instant,
  longText,
  nothing,
  page,
  pageOf,
  pieces,
  positiveFen,
  fen,
  shortText,
} from './endpoint.ts';
import { imports } from './imports.ts';

export const temperatureZone = z.enum(['ambient', 'chilled', 'frozen', 'fresh-live']);
export const soldBy = z.enum(['piece', 'gram']);
export const returnPolicy = z.enum(['seven-days', 'no-return-perishable', 'no-return-opened']);
/** Colour of the ground behind pictures, one per category. */
const ground = z.enum(['leaf', 'fruit', 'grain', 'milk', 'bake', 'care', 'sea']);

const category = z.object({
  code: z.string(),
  /** The four digits in the middle of its item codes. */
  number: z.string(),
  name: z.string(),
  ground,
  position: z.number(),
});

/** One sellable variant with its product: the row people think in. */
export const item = z.object({
  variantId: id,
  productId: id,
  itemCode: z.string(),
  gtin: z.string().nullable(),
  /** "白糖罂荔枝" and "2.5 kg" */
  name: z.string(),
  spec: z.string(),
  unitLabel: z.string(),
  categoryCode: z.string(),
  categoryName: z.string(),
  ground,
  brand: z.string(),
  origin: z.string(),
  temperatureZone,
  shelfLifeDays: z.number().nullable(),
  soldBy /** Nominal weight of one piece, for goods sold by gram the basis of weighed differences. */,
  nominalGram: z.number().nullable(),
  returnPolicy,
  licenceNeeded: z.string(),
  isRegulated: z.boolean(),
  suggestedPriceFen: fen.nullable(),
  description: z.string(),
  pictureKey: z.string(),
  pictureUrl: z.string().nullable(),
  status: z.enum(['active', 'paused']),
  updatedAt: instant,
});

const itemFields = {
  name: shortText,
  spec: z.string().trim().max(40).default(''),
  unitLabel: z.string().trim().min(1).max(4).default('份'),
  itemCode: z
    .string()
    .trim()
    .max(30)
    .regex(/^[A-Za-z0-9-]*$/, '字母、数字和连字符 / letters, digits and hyphens')
    .optional(),
  gtin: z
    .string()
    .regex(/^\d{13}$/, '13 位数字条码 / a barcode of 13 digits')
    .nullable()
    .default(null),
  categoryCode: z.string().min(1).max(20),
  brand: z.string().trim().max(40).default(''),
  origin: z.string().trim().max(40).default(''),
  temperatureZone: temperatureZone.default('ambient'),
  shelfLifeDays: z.coerce.number().int().min(1).max(3_650).nullable().default(null),
  soldBy: soldBy.default('piece'),
  nominalGram: z.coerce.number().int().min(1).max(200_000).nullable().default(null),
  returnPolicy: returnPolicy.default('seven-days'),
  licenceNeeded: z.string().trim().max(40).default(''),
  isRegulated: z.boolean().default(false),
  suggestedPriceFen: positiveFen.nullable().default(null),
  /** What the goods cost on the wholesale market: the basis of the below-cost warning. Left out = kept as it is. */
  wholesalePriceFen: positiveFen.nullable().optional(),
  description: longText.default(''),
  pictureKey: z.string().max(40).default(''),
};

export const listing = z.object({
  shopId: id,
  variantId: id,
  priceFen: fen,
  /** At most this many pieces may be promised at once; null = all stock. */ exposureLimit: z
    .number()
    .nullable(),
  perPersonLimit: z.number().nullable(),
  status: z.enum(['on', 'off']),
  updatedAt: instant,
  item,
  available: z.number(),
  /** True when the price is below what the goods cost: a warning, never a ban. */
  belowCost: z.boolean(),
});

export const catalog = {
  listCategories: endpoint({
    method: 'GET',
    path: '/api/categories',
    kind: 'read',
    who: 'anyone',
    summary: 'Categories in display order',
    input: nothing,
    output: z.object({ rows: z.array(category) }),
  }),
  addCategory: endpoint({
    method: 'POST',
    path: '/api/categories',
    kind: 'act',
    who: ['operator'],
    duty: 'catalogue',
    summary: 'Add a category',
    input: z.object({
      code: z
        .string()
        .regex(
          /^[a-z][a-z0-9-]{0,19}$/,
          '小写字母开头，最多 20 个字母、数字和连字符 / a small letter first, then up to 19 small letters, digits and hyphens',
        ),
      name: shortText,
      ground,
      /** Without one the next free number of its ground is given. */
      number: z
        .string()
        .regex(/^\d{4}$/, '4 位数字 / 4 digits')
        .optional(),
    }),
    output: category,
    refusals: ['category-taken'],
  }),
  listItems: endpoint({
    method: 'GET',
    path: '/api/items',
    kind: 'read',
    who: ['operator', 'shop', 'host'],
    summary: 'The central catalogue; q takes Chinese, pinyin initials, item code or GTIN',
    input: z.object({
      ...page,
      q: z.string().trim().max(60).optional(),
      categoryCode: z.string().max(20).optional(),
      status: z.enum(['active', 'paused']).optional(),
      includeRegulated: flag.default(true),
    }),
    output: pageOf(item).extend({ total: z.number() }),
  }),
  getItem: endpoint({
    method: 'GET',
    path: '/api/items/:variantId',
    kind: 'read',
    who: 'anyone',
    summary: 'One item',
    input: z.object({ variantId: id }),
    output: item,
  }),
  addItem: endpoint({
    method: 'POST',
    path: '/api/items',
    kind: 'act',
    who: ['operator'],
    duty: 'catalogue',
    summary: 'Add an item; without a code the next one of its category is given',
    input: z.object(itemFields),
    output: item,
    refusals: ['item-code-taken', 'gtin-taken', 'gtin-check-digit', 'category-unknown', 'weight-needed'],
  }),
  updateItem: endpoint({
    method: 'PUT',
    path: '/api/items/:variantId',
    kind: 'act',
    who: ['operator'],
    duty: 'catalogue',
    summary: 'Change an item',
    input: z.object({ variantId: id, ...itemFields, status: z.enum(['active', 'paused']).default('active') }),
    output: item,
    refusals: ['item-code-taken', 'gtin-taken', 'gtin-check-digit', 'category-unknown', 'weight-needed'],
  }),
  setItemPicture: endpoint({
    method: 'PUT',
    path: '/api/items/:variantId/picture',
    kind: 'act',
    who: ['operator'],
    duty: 'catalogue',
    summary: 'Upload a picture; it is re-encoded square',
    input: z.object({ variantId: id }),
    output: item,
    upload: { types: ['image/jpeg', 'image/png', 'image/webp'], maxBytes: 8_000_000 },
  }),
  ...imports,
  listListings: endpoint({
    method: 'GET',
    path: '/api/shops/:shopId/listings',
    kind: 'read',
    who: ['operator', 'shop'],
    shopField: 'shopId',
    summary: 'What a shop sells',
    input: z.object({ ...page, shopId: id, q: z.string().trim().max(60).optional() }),
    output: pageOf(listing),
  }),
  putListing: endpoint({
    method: 'PUT',
    path: '/api/shops/:shopId/listings/:variantId',
    kind: 'act',
    who: ['operator', 'shop'],
    shopField: 'shopId',
    summary: 'Sell an item at an own price',
    input: z.object({
      shopId: id,
      variantId: id,
      priceFen: positiveFen,
      exposureLimit: pieces.nullable().default(null),
      perPersonLimit: z.coerce.number().int().min(1).max(10_000).nullable().default(null),
      status: z.enum(['on', 'off']).default('on'),
    }),
    output: listing,
    refusals: ['regulated-goods'],
  }),
  removeListing: endpoint({
    method: 'DELETE',
    path: '/api/shops/:shopId/listings/:variantId',
    kind: 'act',
    who: ['operator', 'shop'],
    shopField: 'shopId',
    summary: 'Stop selling an item',
    input: z.object({ shopId: id, variantId: id }),
    output: done,
  }),
};
