/** A cell that begins so may be run as a formula by the program that opens the CSV (OWASP, CSV injection). */
const risky = /^'*[=+\-@\t\r]/;
const guarded = /^'(?='*[=+\-@\t\r])/;

/** Puts an apostrophe before what could be a formula: spreadsheet programs then show it as text. */
export function defuse(cell: string): string {
  return risky.test(cell) ? `'${cell}` : cell;
}

/** For cells that are typed as text and run nothing: only what `undefuse` would take off is protected. */
export function keepApostrophe(cell: string): string {
  return guarded.test(cell) ? `'${cell}` : cell;
}

/** Takes the apostrophe of `defuse` off again. */
export function undefuse(cell: string): string {
  return cell.replace(guarded, '');
}
