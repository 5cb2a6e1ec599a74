import { weekdayOf } from './chinese-calendar.ts';
import type { Panel } from './types.ts';

/** How fast level, weekday pattern and spread follow the days. */
const levelRate = 0.05;
const weekdayRate = 0.1;

/**
 * Demand behind the sales: on a day the shelf ran empty sales are a lower bound, and the demand expected above it takes
 * their place: E[D | D ≥ sales] of a normal distribution around what the days before let expect (Tobit's correction,
 * one pass forward, so that a day is never told by later ones). Leaving such days out instead would leave out the best
 * days and keep the bias. Series-major like `panel.sales`, which is returned itself when nothing ran empty.
 *
 * @param end days from here on are not looked at and are NaN in the answer
 */
export function uncensor(panel: Panel, end: number): Float32Array {
  const { sales, stockedOut, dayCount, seriesCount, startDay } = panel;
  const demand = sales.slice();
  for (let s = 0; s < seriesCount; s += 1) {
    demand.fill(Number.NaN, s * dayCount + end, (s + 1) * dayCount);
    if (stockedOut) uncensorSeries(demand, stockedOut, s * dayCount, end, startDay);
  }
  return demand;
}

function uncensorSeries(
  demand: Float32Array,
  stockedOut: Uint8Array,
  base: number,
  end: number,
  startDay: number,
): void {
  const pattern = new Float64Array(7).fill(1);
  let level = firstLevel(demand, stockedOut, base, end);
  let variance = Math.max(level, 0.25 * level * level);
  for (let day = 0; day < end; day += 1) {
    const sold = demand[base + day]!;
    if (Number.isNaN(sold)) continue;
    const weekday = weekdayOf(startDay + day);
    const expected = level * pattern[weekday]!;
    const isCut = stockedOut[base + day] === 1;
    const wanted = isCut ? expectedAbove(expected, Math.sqrt(variance), sold) : sold;
    demand[base + day] = wanted;
    level += levelRate * (wanted / Math.max(pattern[weekday]!, 0.1) - level);
    if (level > 0) pattern[weekday]! += weekdayRate * (Math.min(wanted / level, 5) - pattern[weekday]!);
    // A cut day says little of the spread: only how far it surely lay above.
    if (!isCut) variance += levelRate * ((sold - expected) ** 2 - variance);
  }
}

/** Mean of the first days that were not cut, or of all when every one was. */
function firstLevel(demand: Float32Array, stockedOut: Uint8Array, base: number, end: number): number {
  let free = 0;
  let freeDays = 0;
  let all = 0;
  let days = 0;
  for (let i = base; i < base + end && freeDays < 28; i += 1) {
    const value = demand[i]!;
    if (Number.isNaN(value)) continue;
    all += value;
    days += 1;
    if (stockedOut[i] === 1) continue;
    free += value;
    freeDays += 1;
  }
  return freeDays > 0 ? Math.max(free / freeDays, all / days) : all / Math.max(1, days);
}

/** E[X | X ≥ limit] of a normal distribution: mean + deviation × φ(z) ÷ (1 − Φ(z)). */
function expectedAbove(mean: number, deviation: number, limit: number): number {
  if (!(deviation > 0)) return Math.max(mean, limit);
  const z = (limit - mean) / deviation;
  if (z > 4) return limit + deviation / z;
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return Math.max(limit, mean + (deviation * density) / Math.max(1e-12, 1 - normalShare(z)));
}

/** Φ(z) after Abramowitz & Stegun 26.2.17, wrong by less than 7.5e-8. */
function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const tail =
    density *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z >= 0 ? 1 - tail : tail;
}
