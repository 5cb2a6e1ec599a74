import { serverNow } from '../server-time.ts';
import { useFormatText } from '../texts/format.ts';
import { clock, isoDay, type Moment } from './time.ts';
import {
  agoWords,
  countWords,
  dayWords,
  distanceWords,
  momentWords,
  walkWords,
  weightWords,
} from './words.ts';
import { formatMoney } from './money.ts';

/**
 * Figures in words of the chosen language: `F.money(fen)` `F.count(n)` `F.clock(at)` `F.day(at)` `F.moment(at)`
 * `F.ago(at)` `F.walk(metres)` `F.distance(metres)` `F.weight(gram)` `F.weekday(0–6)`. Days are relative to server time.
 */
export function useFormat() {
  const T = useFormatText();
  return {
    money: formatMoney,
    count: (n: number) => countWords(n, T),
    clock,
    isoDay,
    day: (moment: Moment) => dayWords(moment, serverNow(), T),
    moment: (moment: Moment) => momentWords(moment, serverNow(), T),
    ago: (moment: Moment) => agoWords(moment, serverNow(), T),
    walk: (metres: number) => walkWords(metres, T),
    distance: (metres: number) => distanceWords(metres, T),
    weight: weightWords,
    weekday: T.weekday,
  };
}
