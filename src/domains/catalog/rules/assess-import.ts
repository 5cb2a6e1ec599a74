import { fieldHeaders, type ImportField } from './guess-columns.ts';
import { blankItem, identityOf, saysNothingNew, type ItemDraft, type ItemFacts } from './item-facts.ts';
import {
  categoryIndex,
  readRow,
  type CategoryName,
  type Column,
  type Row,
  type RowFault,
} from './read-row.ts';

export interface ExistingItem {
  readonly variantId: string;
  readonly facts: ItemFacts;
}

/** What a row would do. `facts` are those after it; null when the row has a fault. */
export interface AssessedRow {
  readonly line: number;
  readonly outcome: 'new' | 'changed' | 'same' | 'error';
  readonly draft: ItemDraft;
  readonly existing: ExistingItem | null;
  readonly facts: ItemFacts | null;
  readonly faults: readonly RowFault[];
}

export interface ImportMaterial {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly categories: readonly CategoryName[];
  /** Every item of the catalogue that shares a code, a barcode or an identity with a row; more do no harm. */
  readonly existing: readonly ExistingItem[];
}

/** Fields that recognise an item: what the rows of a file ask the catalogue for. */
export function readDrafts({ rows, columns, categories }: Omit<ImportMaterial, 'existing'>): DraftRow[] {
  const index = categoryIndex(categories);
  return rows.map((row) => ({ line: row.line, ...readRow(row, columns, index) }));
}

export interface DraftRow {
  readonly line: number;
  readonly draft: ItemDraft;
  readonly faults: readonly RowFault[];
}

/** Says for every row whether it is new, changes something, repeats what is known, or is at fault. Nothing is written. */
export function assessRows(
  drafts: readonly DraftRow[],
  columns: readonly Column[],
  existing: readonly ExistingItem[],
): AssessedRow[] {
  const known = indexItems(existing);
  const seen = new Map<string, number>();
  return drafts.map(({ line, draft, faults }) => {
    const report = faultReporter(line, columns);
    const match = faults.length > 0 ? null : findMatch(draft, known, report);
    const facts = { ...blankItem, ...match?.facts, ...draft };
    if (faults.length === 0) {
      noteTwins(line, draft, match, seen, report);
      noteMissing(facts, report);
    }
    const all = [...faults, ...report.faults];
    if (all.length > 0) return { line, outcome: 'error', draft, existing: null, facts: null, faults: all };
    const complete = facts as ItemFacts;
    const outcome = !match ? 'new' : saysNothingNew(match.facts, draft) ? 'same' : 'changed';
    return { line, outcome, draft, existing: match, facts: complete, faults: [] };
  });
}

/** One field in two columns: nobody can say which one counts. */
export function mappingFaults(columns: readonly Column[], headerLine: number): RowFault[] {
  const first = new Map<ImportField, string>();
  return columns.flatMap(({ header, field }) => {
    if (field === null) return [];
    const earlier = first.get(field);
    first.set(field, earlier ?? header);
    if (earlier === undefined) return [];
    const message = `“${earlier}”和“${header}”都对应“${fieldHeaders[field][0]}”`;
    return [{ line: headerLine, column: header, value: '', message, remedy: '只留一列' }];
  });
}

interface ItemIndex {
  readonly byCode: ReadonlyMap<string, ExistingItem>;
  readonly byGtin: ReadonlyMap<string, ExistingItem>;
  readonly byIdentity: ReadonlyMap<string, readonly ExistingItem[]>;
}

function indexItems(existing: readonly ExistingItem[]): ItemIndex {
  return {
    byCode: new Map(existing.map((item) => [item.facts.itemCode, item])),
    byGtin: new Map(existing.flatMap((item) => (item.facts.gtin ? [[item.facts.gtin, item] as const] : []))),
    byIdentity: Map.groupBy(existing, ({ facts }) => identityOf(facts)),
  };
}

type Report = {
  (field: ImportField, value: string, message: string, remedy: string): void;
  faults: RowFault[];
};

function faultReporter(line: number, columns: readonly Column[]): Report {
  const faults: RowFault[] = [];
  function report(field: ImportField, value: string, message: string, remedy: string): void {
    const column = columns.find((candidate) => candidate.field === field)?.header ?? fieldHeaders[field][0];
    faults.push({ line, column, value, message, remedy });
  }
  return Object.assign(report, { faults });
}

/** By code, else by barcode, else by name, spec and brand. A row with an unknown code is a new item. */
function findMatch(draft: ItemDraft, known: ItemIndex, report: Report): ExistingItem | null {
  const byCode = draft.itemCode === undefined ? undefined : known.byCode.get(draft.itemCode);
  const byGtin = draft.gtin ? known.byGtin.get(draft.gtin) : undefined;
  if (draft.itemCode !== undefined) {
    if (byGtin && byGtin !== byCode) {
      report('gtin', draft.gtin ?? '', `条码已用于 ${byGtin.facts.itemCode}`, '核对条码，或改用那个编码');
    }
    return byCode ?? null;
  }
  if (byGtin) return byGtin;
  const { name, spec = '', brand = '' } = draft;
  if (name === undefined) return null;
  const namesakes = (known.byIdentity.get(identityOf({ name, spec, brand })) ?? []).filter(
    ({ facts }) => !draft.gtin || facts.gtin === null,
  );
  if (namesakes.length > 1) {
    const codes = namesakes.slice(0, 3).map(({ facts }) => facts.itemCode);
    report('name', name, `目录里有 ${namesakes.length} 个同名商品`, `加上统一编码，如 ${codes.join('、')}`);
  }
  return namesakes[0] ?? null;
}

/** Two rows of one file may not speak of one item: the later would silently win. */
function noteTwins(
  line: number,
  draft: ItemDraft,
  match: ExistingItem | null,
  seen: Map<string, number>,
  report: Report,
): void {
  const { itemCode, gtin, name = '', spec = '', brand = '' } = draft;
  const claims: [ImportField, string, string][] = [];
  if (itemCode !== undefined) claims.push(['itemCode', itemCode, `code ${itemCode}`]);
  if (gtin) claims.push(['gtin', gtin, `gtin ${gtin}`]);
  if (itemCode === undefined && !gtin)
    claims.push(['name', name, `name ${identityOf({ name, spec, brand })}`]);
  if (match) claims.push(['name', match.facts.name, `item ${match.variantId}`]);
  let isReported = false;
  for (const [field, value, claim] of claims) {
    const earlier = seen.get(claim);
    if (earlier === undefined) seen.set(claim, line);
    else if (!isReported) {
      report(field, value, `和第 ${earlier} 行重复`, '留下一行，删掉另一行');
      isReported = true;
    }
  }
}

function noteMissing(facts: ItemDraft, report: Report): void {
  if (facts.name === undefined) report('name', '', '缺少商品名称', '填上名称，或给这一行对应的统一编码');
  if (facts.categoryCode === undefined) report('category', '', '缺少品类', '填上品类名称');
  if (facts.soldBy === 'gram' && facts.nominalGram === null) {
    report('nominalGram', '', '称重商品缺少标称重量', '填上每份的克数，如 500');
  }
}
