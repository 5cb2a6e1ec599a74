/** Wide rows travel into a statement as one JSON array for jsonb_to_recordset; fen as text, dates as ISO. */
export function rowsJson(rows: readonly object[]): string {
  return JSON.stringify(rows, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}
