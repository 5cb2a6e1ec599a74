/** A line of a table as people see it in their program: its number there and the text of its cells. */
export interface SheetRow {
  /** 1 for the first line of the file, also when lines above were empty. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Bounds of a table file. More is refused with `file-unreadable`. */
export const sheetLimits = {
  /** 20,000 rows of goods, and room for a title, a header and notes. */
  rows: 20_020,
  columns: 200,
  cellChars: 4_000,
  /** Text of all cells together: a spreadsheet may name one long text millions of times. */
  totalChars: 40_000_000,
} as const;

export type SheetFormat = 'csv' | 'xlsx';

/** Reads and writes table files away from the thread that serves requests. */
export interface SheetsEngine {
  /** The non-empty rows of a CSV (UTF-8, UTF-16 or GB18030) or of the first filled worksheet of an XLSX. */
  read(bytes: Uint8Array): Promise<SheetRow[]>;
  /** The first row is the header. Text that a spreadsheet program would run as a formula is defused. */
  write(format: SheetFormat, table: readonly (readonly string[])[]): Promise<Uint8Array>;
}
