/**
 * True when the thirteen digits end in their GS1 check digit: digits weighted 1, 3, 1, 3 … from the left, the check
 * digit lifts the sum to a multiple of ten (GS1 General Specifications, 7.9).
 */
export function isGtin13(code: string): boolean {
  if (!/^\d{13}$/.test(code)) return false;
  return Number(code[12]) === gtin13CheckDigit(code.slice(0, 12));
}

/** The check digit for twelve digits. */
export function gtin13CheckDigit(twelve: string): number {
  let sum = 0;
  for (let i = 0; i < 12; i += 1) sum += Number(twelve[i]) * (i % 2 === 0 ? 1 : 3);
  return (10 - (sum % 10)) % 10;
}
