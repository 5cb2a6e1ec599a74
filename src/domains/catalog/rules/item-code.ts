/** "LB-0218-0031": the number of the category, then a serial in it; the serial grows a digit when 9999 is full. */
const shape = /^LB-(\d{4})-(\d{4,6})$/;
const serialDigits = 4;

export function formatItemCode(categoryNumber: string, serial: number): string {
  return `LB-${categoryNumber}-${String(serial).padStart(serialDigits, '0')}`;
}

/** The parts of a code of ours; null for a code brought along from elsewhere. */
export function parseItemCode(
  code: string,
): { readonly categoryNumber: string; readonly serial: number } | null {
  const match = shape.exec(code);
  return match ? { categoryNumber: match[1]!, serial: Number(match[2]) } : null;
}

const groundNumbers = { milk: 1, fruit: 2, sea: 3, grain: 4, care: 5, bake: 6, leaf: 7 } as const;
export type Ground = keyof typeof groundNumbers;
const categoriesPerGround = 99;

/** The next free category number of a ground: 0201, 0202 … for fruit; null when all are taken. */
export function nextCategoryNumber(ground: Ground, taken: ReadonlySet<string>): string | null {
  for (let at = 1; at <= categoriesPerGround; at += 1) {
    const number = String(groundNumbers[ground] * 100 + at).padStart(4, '0');
    if (!taken.has(number)) return number;
  }
  return null;
}
