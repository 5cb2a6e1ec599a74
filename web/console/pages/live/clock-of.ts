/** A length or a place in a film: 1:02:03 or 2:03. */
export function clockOf(millis: number): string {
  const seconds = Math.floor(millis / 1_000);
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
