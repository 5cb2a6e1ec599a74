import type { AssessedRow } from './assess-import.ts';
import type { CategoryName, RowFault } from './read-row.ts';

const errorsShown = 200;
const rowsShown = 100;

/** The report of a file, as it is stored: plain JSON, fen as text. */
export function importReport(
  rows: readonly AssessedRow[],
  mappingFaults: readonly RowFault[],
  categories: readonly CategoryName[],
) {
  const names = new Map(categories.map(({ code, name }) => [code, name]));
  const counts = { new: 0, changed: 0, same: 0, error: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return {
    rowCount: rows.length,
    newCount: counts.new,
    changedCount: counts.changed,
    sameCount: counts.same,
    // A field in two columns is a fault of the header row, which is no row of goods.
    errorCount: counts.error + Math.min(1, mappingFaults.length),
    errors: [...mappingFaults, ...rows.flatMap(({ faults }) => faults)].slice(0, errorsShown),
    preview: rows.slice(0, rowsShown).map(({ line, outcome, draft, existing }) => {
      const said = { ...existing?.facts, ...draft };
      return {
        line,
        outcome,
        itemCode: said.itemCode ?? '',
        name: said.name ?? '',
        spec: said.spec ?? '',
        categoryName: names.get(said.categoryCode ?? '') ?? '',
        suggestedPriceFen: said.suggestedPriceFen?.toString() ?? null,
      };
    }),
  };
}
