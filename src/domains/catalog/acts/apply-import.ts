import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { importApplied } from '../facts.ts';
import type { AssessedRow } from '../rules/assess-import.ts';
import { formatItemCode, parseItemCode } from '../rules/item-code.ts';
import { lockCategories, skipSerials, takeSerials } from '../store/categories.ts';
import { markApplied } from '../store/imports.ts';
import { insertItems, updateItems, type WrittenItem } from '../store/items.ts';
import type { ImportState } from '../tables.ts';
import { getImport } from '../views/get-import.ts';
import { assessImport, lockOpenImport } from './preview-import.ts';
import { switchOffRegulated } from './switch-off-regulated.ts';

/** Rows written per statement. */
const chunkRows = 500;

/** Told while the transaction still runs: rows done so far, of all rows. */
export type ImportProgress = (done: number, total: number) => void;

/**
 * Writes the whole file or nothing. The file is assessed again on a catalogue that stands still (every category is
 * locked), so what is written is what the person would see in a preview made now.
 */
export async function applyImport(
  tx: Tx,
  { importId }: { readonly importId: string },
  onProgress: ImportProgress,
): Promise<ImportState> {
  const found = await lockOpenImport(tx, importId);
  await lockCategories(tx, null);
  const { assessed, report } = await assessImport(tx, found);
  refuseUnless(report.errorCount === 0, 'import-has-errors', { count: report.errorCount });
  const fresh = assessed.filter(({ outcome }) => outcome === 'new');
  const changed = assessed.filter(({ outcome }) => outcome === 'changed');
  const total = assessed.length;
  let done = total - fresh.length - changed.length;
  onProgress(done, total);
  for (const [rows, write] of [
    [await giveCodes(tx, fresh), insertItems],
    [changed.map((row) => ({ variantId: row.existing!.variantId, facts: row.facts! })), updateItems],
  ] as const) {
    for (let at = 0; at < rows.length; at += chunkRows) {
      const chunk = rows.slice(at, at + chunkRows);
      await write(tx, chunk);
      done += chunk.length;
      onProgress(done, total);
    }
  }
  const regulated = changed.filter(({ facts }) => facts?.isRegulated);
  await switchOffRegulated(
    tx,
    regulated.map((row) => row.existing!.variantId),
  );
  await markApplied(tx, importId, fresh.length + changed.length, report);
  await announce(tx, [importApplied(importId)]);
  return getImport(tx, { importId });
}

/** New rows as items: those without a code get the next ones of their category, in file order. */
async function giveCodes(tx: Tx, rows: readonly AssessedRow[]): Promise<WrittenItem[]> {
  const given = rows.flatMap(({ facts }) => parseItemCode(facts!.itemCode) ?? []);
  await skipSerials(tx, given);
  const counts = new Map<string, number>();
  for (const { facts } of rows) {
    if (facts!.itemCode === '') counts.set(facts!.categoryCode, (counts.get(facts!.categoryCode) ?? 0) + 1);
  }
  const serials = await takeSerials(tx, counts);
  const used = new Map<string, number>();
  return rows.map((row) => {
    const facts = row.facts!;
    const variantId = tx.newId();
    if (facts.itemCode !== '') return { variantId, facts };
    const { number, first } = serials.get(facts.categoryCode)!;
    const at = used.get(number) ?? 0;
    used.set(number, at + 1);
    return { variantId, facts: { ...facts, itemCode: formatItemCode(number, first + at) } };
  });
}
