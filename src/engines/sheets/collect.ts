import { undefuse } from './formula-guard.ts';
import { sheetLimits, type SheetRow } from './port.ts';
import { unreadable } from './unreadable.ts';

/** Takes rows one by one, leaves out empty ones and holds the bounds while the file is still being read. */
export function rowCollector(): {
  add(line: number, cells: readonly string[]): void;
  readonly rows: SheetRow[];
} {
  const rows: SheetRow[] = [];
  let totalChars = 0;
  return {
    rows,
    add(line, raw) {
      const cells = raw.map((cell) => undefuse(cell.trim()));
      while (cells.at(-1) === '') cells.pop();
      if (cells.length === 0) return;
      if (cells.length > sheetLimits.columns) throw unreadable(`第 ${line} 行超过 ${sheetLimits.columns} 列`);
      if (rows.length === sheetLimits.rows) throw unreadable(`超过 ${sheetLimits.rows} 行，请拆成几个文件`);
      for (const cell of cells) {
        if (cell.length > sheetLimits.cellChars)
          throw unreadable(`第 ${line} 行有超过 ${sheetLimits.cellChars} 字的格子`);
        totalChars += cell.length;
      }
      if (totalChars > sheetLimits.totalChars) throw unreadable('内容太多，请拆成几个文件');
      rows.push({ line, cells });
    },
  };
}
