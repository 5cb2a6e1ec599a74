/**
 * "PO-1123-07": kind, Shanghai month and day, serial of that day with at least two digits. It repeats every year; who
 * needs one document for good keeps the id.
 *
 * @param day "2026-11-23"
 */
export function documentNumber(kind: string, day: string, serial: number): string {
  return `${kind}-${day.slice(5, 7)}${day.slice(8, 10)}-${serial.toString().padStart(2, '0')}`;
}
