/**
 * Sums over any stretch of days in constant time, for tables of rows × days. NaN days count for nothing. Row r, day d
 * lies at `r * (days + 1) + d` and holds the sum of the days before d.
 */
export class RunningSums {
  readonly days: number;
  private readonly sums: Float64Array;
  private readonly squares: Float64Array;
  private readonly counts: Int32Array;
  private readonly zeros: Int32Array;
  /** As `sums` and `counts`, but of the same weekday only: at d, the sum over d − 7, d − 14, … */
  private readonly weekly: Float64Array;
  private readonly weeklyCounts: Int32Array;

  constructor(values: Float32Array | Float64Array, rows: number, days: number) {
    this.days = days;
    const size = rows * (days + 1);
    this.sums = new Float64Array(size);
    this.squares = new Float64Array(size);
    this.counts = new Int32Array(size);
    this.zeros = new Int32Array(size);
    this.weekly = new Float64Array(rows * (days + 8));
    this.weeklyCounts = new Int32Array(rows * (days + 8));
    for (let r = 0; r < rows; r += 1) this.addRow(values, r);
  }

  private addRow(values: Float32Array | Float64Array, r: number): void {
    const { days } = this;
    for (let d = 0; d < days; d += 1) {
      const value = values[r * days + d]!;
      const isKnown = value === value;
      const at = r * (days + 1) + d;
      this.sums[at + 1] = this.sums[at]! + (isKnown ? value : 0);
      this.squares[at + 1] = this.squares[at]! + (isKnown ? value * value : 0);
      this.counts[at + 1] = this.counts[at]! + (isKnown ? 1 : 0);
      this.zeros[at + 1] = this.zeros[at]! + (value === 0 ? 1 : 0);
      const week = r * (days + 8) + d;
      this.weekly[week + 7] = this.weekly[week]! + (isKnown ? value : 0);
      this.weeklyCounts[week + 7] = this.weeklyCounts[week]! + (isKnown ? 1 : 0);
    }
  }

  private at(r: number, d: number): number {
    return r * (this.days + 1) + Math.max(0, Math.min(this.days, d));
  }

  count(r: number, from: number, to: number): number {
    return this.counts[this.at(r, to)]! - this.counts[this.at(r, from)]!;
  }

  sum(r: number, from: number, to: number): number {
    return this.sums[this.at(r, to)]! - this.sums[this.at(r, from)]!;
  }

  /** Mean over days from … to − 1; NaN without a known day. */
  mean(r: number, from: number, to: number): number {
    const count = this.count(r, from, to);
    return count > 0 ? this.sum(r, from, to) / count : Number.NaN;
  }

  deviation(r: number, from: number, to: number): number {
    const count = this.count(r, from, to);
    if (count < 2) return Number.NaN;
    const mean = this.sum(r, from, to) / count;
    const squares = this.squares[this.at(r, to)]! - this.squares[this.at(r, from)]!;
    return Math.sqrt(Math.max(0, squares / count - mean * mean));
  }

  zeroShare(r: number, from: number, to: number): number {
    const count = this.count(r, from, to);
    return count > 0 ? (this.zeros[this.at(r, to)]! - this.zeros[this.at(r, from)]!) / count : Number.NaN;
  }

  /** Mean of the last `weeks` days with the weekday of `target` before `origin`; NaN without one. */
  sameWeekday(r: number, origin: number, target: number, weeks: number): number {
    const last = target - 7 * Math.floor((target - origin) / 7 + 1);
    if (last < 0) return Number.NaN;
    const base = r * (this.days + 8);
    const before = last + 7 - 7 * weeks;
    const from = before >= 0 ? before : ((before % 7) + 7) % 7;
    const count = this.weeklyCounts[base + last + 7]! - this.weeklyCounts[base + from]!;
    return count > 0 ? (this.weekly[base + last + 7]! - this.weekly[base + from]!) / count : Number.NaN;
  }
}
