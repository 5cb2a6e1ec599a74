import { weekdayOf } from './chinese-calendar.ts';

/** How fast the weekday pattern follows, and how far one day can pull it. */
const patternRate = 0.12;
const patternMax = 6;
/** In the first days the level is the plain mean. */
const warmDays = 7;

/**
 * Exponentially smoothed level and weekday pattern of every series (Holt & Winters, multiplicative, without trend), as
 * they stood before each day. NaN days change nothing.
 */
export class SmoothLevels {
  private readonly days: number;
  private readonly levels: Float32Array;
  /** Of the weekday of each day, after that day. */
  private readonly patterns: Float32Array;

  constructor(demand: Float32Array, rows: number, days: number, startDay: number, rate: number) {
    this.days = days;
    this.levels = new Float32Array(rows * (days + 1));
    this.patterns = new Float32Array(rows * days);
    const pattern = new Float64Array(7);
    for (let r = 0; r < rows; r += 1) {
      pattern.fill(1);
      let level = 0;
      let known = 0;
      for (let d = 0; d < days; d += 1) {
        const at = r * days + d;
        const value = demand[at]!;
        const weekday = weekdayOf(startDay + d);
        if (value === value) {
          known += 1;
          level += Math.max(rate, known <= warmDays ? 1 / known : 0) * (value / pattern[weekday]! - level);
          if (level > 0 && known > warmDays)
            pattern[weekday]! += patternRate * (Math.min(patternMax, value / level) - pattern[weekday]!);
          if (pattern[weekday]! < 0.1) pattern[weekday] = 0.1;
        }
        this.levels[at + r + 1] = level;
        this.patterns[at] = pattern[weekday]!;
      }
    }
  }

  level(r: number, origin: number): number {
    return this.levels[r * (this.days + 1) + Math.min(origin, this.days)]!;
  }

  /** How much the weekday of `target` sells against the level, as known at `origin`. */
  pattern(r: number, origin: number, target: number): number {
    const last = target - 7 * Math.floor((target - origin) / 7 + 1);
    return last < 0 ? 1 : this.patterns[r * this.days + last]!;
  }
}
