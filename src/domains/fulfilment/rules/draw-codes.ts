/** Six digits over a few hundred open orders a point: a draw collides about once in a thousand. */
const drawsMax = 20;

/**
 * A free code for each key. Codes of open orders at the point are never drawn again.
 *
 * @param draw six digits by chance
 * @throws when nearly all codes are taken, which a shop cannot reach
 */
export function drawCodes(
  keys: readonly string[],
  taken: ReadonlySet<string>,
  draw: () => string,
): Map<string, string> {
  const used = new Set(taken);
  const codes = new Map<string, string>();
  for (const key of keys) {
    const code = drawFree(used, draw);
    used.add(code);
    codes.set(key, code);
  }
  return codes;
}

function drawFree(used: ReadonlySet<string>, draw: () => string): string {
  for (let i = 0; i < drawsMax; i += 1) {
    const code = draw();
    if (!used.has(code)) return code;
  }
  throw new Error('No free pickup code');
}
