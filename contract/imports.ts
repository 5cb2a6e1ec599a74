import { z } from 'zod';
import { endpoint, fen, id, instant, nothing } from './endpoint.ts';

/** Fields a column of an import file can be mapped to. */
export const importField = z.enum([
  'itemCode',
  'gtin',
  'name',
  'spec',
  'unitLabel',
  'category',
  'brand',
  'origin',
  'temperatureZone',
  'shelfLifeDays',
  'soldBy',
  'nominalGram',
  'returnPolicy',
  'licenceNeeded',
  'isRegulated',
  'suggestedPriceYuan',
  'wholesalePriceYuan',
  'description',
  'pictureKey',
]);
const importRow = z.object({
  line: z.number(),
  outcome: z.enum(['new', 'changed', 'same', 'error']),
  itemCode: z.string(),
  name: z.string(),
  spec: z.string(),
  categoryName: z.string(),
  suggestedPriceFen: fen.nullable(),
});
const importState = z.object({
  importId: id,
  fileName: z.string(),
  state: z.enum(['mapped', 'applying', 'applied', 'failed']),
  columns: z.array(
    z.object({
      index: z.number(),
      header: z.string(),
      sample: z.array(z.string()),
      field: importField.nullable(),
    }),
  ),
  rowCount: z.number(),
  newCount: z.number(),
  changedCount: z.number(),
  sameCount: z.number(),
  /** Rows with at least one error; new + changed + same + error = rows. */
  errorCount: z.number(),
  /** Bounded: the first 200 errors. */
  errors: z.array(
    z.object({
      line: z.number(),
      column: z.string(),
      value: z.string(),
      message: z.string(),
      remedy: z.string(),
    }),
  ),
  /** The first 100 rows. */
  preview: z.array(importRow),
  appliedCount: z.number(),
  createdAt: instant,
  appliedAt: instant.nullable(),
});

const xlsxOrCsv = [
  'text/csv',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

/** The goods doors that take and give files; part of `catalog`. */
export const imports = {
  exportItems: endpoint({
    method: 'GET',
    path: '/api/items/export',
    kind: 'read',
    who: ['operator', 'shop'],
    summary: 'The catalogue as a file that can be imported again',
    input: z.object({
      format: z.enum(['csv', 'xlsx']).default('xlsx'),
      categoryCode: z.string().max(20).optional(),
    }),
    output: nothing,
    refusals: ['export-too-large'],
    download: true,
  }),
  startImport: endpoint({
    method: 'POST',
    path: '/api/imports',
    kind: 'act',
    who: ['operator'],
    duty: 'catalogue',
    summary: 'Read a CSV or XLSX file, guess the columns, show what would happen; nothing is changed yet',
    input: z.object({ fileName: z.string().min(1).max(120) }),
    output: importState,
    upload: { types: xlsxOrCsv, maxBytes: 20_000_000 },
  }),
  getImport: endpoint({
    method: 'GET',
    path: '/api/imports/:importId',
    kind: 'read',
    who: ['operator'],
    duty: 'catalogue',
    summary: 'An import with its preview and progress',
    input: z.object({ importId: id }),
    output: importState,
  }),
  mapImport: endpoint({
    method: 'PUT',
    path: '/api/imports/:importId/mapping',
    kind: 'act',
    who: ['operator'],
    duty: 'catalogue',
    summary: 'Change the column mapping and preview again',
    input: z.object({
      importId: id,
      columns: z
        .array(z.object({ index: z.number().int().min(0).max(200), field: importField.nullable() }))
        .max(200),
    }),
    output: importState,
    refusals: ['import-state'],
  }),
  applyImport: endpoint({
    method: 'POST',
    path: '/api/imports/:importId/apply',
    kind: 'act',
    who: ['operator'],
    duty: 'catalogue',
    summary: 'Apply the whole file or nothing; progress on the feed',
    input: z.object({ importId: id }),
    output: importState,
    refusals: ['import-has-errors', 'import-state'],
  }),
};
