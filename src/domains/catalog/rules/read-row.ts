import type { ImportField } from './guess-columns.ts';
import { foldText, type ItemDraft } from './item-facts.ts';
import { nearestWord } from './nearest-word.ts';
import {
  readDays,
  readGrams,
  readGtin,
  readItemCode,
  readReturnPolicy,
  readSoldBy,
  readText,
  readYesNo,
  readYuan,
  readZone,
  type Cell,
} from './read-cell.ts';

export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}
export interface Column {
  readonly header: string;
  readonly field: ImportField | null;
}
export interface CategoryName {
  readonly code: string;
  readonly number: string;
  readonly name: string;
}
/** What is wrong in one cell, where, and what to do about it. */
export interface RowFault {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly message: string;
  readonly remedy: string;
}

const valueCharsShown = 60;
const categoriesNamed = 12;

/** The draft that a row describes. Blank cells say nothing: an import never empties a field. */
export function readRow(
  row: Row,
  columns: readonly Column[],
  categories: ReadonlyMap<string, CategoryName>,
): { readonly draft: ItemDraft; readonly faults: readonly RowFault[] } {
  const draft: Record<string, unknown> = {};
  const faults: RowFault[] = [];
  for (const [at, { header, field }] of columns.entries()) {
    const text = row.cells[at] ?? '';
    if (field === null || text === '') continue;
    const [name, cell] = readField(field, text, categories);
    if ('value' in cell) draft[name] = cell.value;
    else faults.push({ line: row.line, column: header, value: text.slice(0, valueCharsShown), ...cell });
  }
  return { draft: draft as ItemDraft, faults };
}

function readField(
  field: ImportField,
  text: string,
  categories: ReadonlyMap<string, CategoryName>,
): readonly [keyof ItemDraft, Cell<unknown>] {
  switch (field) {
    case 'category':
      return ['categoryCode', readCategory(text, categories)];
    case 'suggestedPriceYuan':
      return ['suggestedPriceFen', readYuan(text)];
    case 'wholesalePriceYuan':
      return ['wholesalePriceFen', readYuan(text)];
    default:
      return [field, readers[field](text)];
  }
}

type PlainField = Exclude<ImportField, 'category' | 'suggestedPriceYuan' | 'wholesalePriceYuan'>;
/** Lengths are those of the contract. */
const readers: Readonly<Record<PlainField, (text: string) => Cell<unknown>>> = {
  itemCode: readItemCode,
  gtin: readGtin,
  name: (text) => readLine(text, 60),
  spec: (text) => readLine(text, 40),
  unitLabel: (text) => readLine(text, 4),
  brand: (text) => readLine(text, 40),
  origin: (text) => readLine(text, 40),
  temperatureZone: readZone,
  shelfLifeDays: readDays,
  soldBy: readSoldBy,
  nominalGram: readGrams,
  returnPolicy: readReturnPolicy,
  licenceNeeded: (text) => readLine(text, 40),
  isRegulated: readYesNo,
  description: (text) => readText(text, 2_000),
  pictureKey: (text) => readLine(text, 40),
};

function readLine(text: string, charsMax: number): Cell<string> {
  return readText(text.replace(/\s*[\r\n]+\s*/g, ' '), charsMax);
}

function readCategory(text: string, categories: ReadonlyMap<string, CategoryName>): Cell<string> {
  const found = categories.get(foldText(text));
  if (found) return { value: found.code };
  const names = [...new Set([...categories.values()].map(({ name }) => name))];
  const near = nearestWord(text, names);
  const choices = names.slice(0, categoriesNamed).join('、') + (names.length > categoriesNamed ? '…' : '');
  return {
    message: '没有这个品类',
    remedy: near ? `是不是“${near}”？` : names.length > 0 ? `可选：${choices}` : '先新建品类，再导入',
  };
}

/** Categories by everything a cell may call them: name, code or number. */
export function categoryIndex(categories: readonly CategoryName[]): Map<string, CategoryName> {
  return new Map(
    categories.flatMap((category) =>
      [category.code, category.number, category.name].map((word) => [foldText(word), category] as const),
    ),
  );
}
