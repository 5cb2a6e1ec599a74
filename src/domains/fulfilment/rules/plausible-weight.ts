import { refuseUnless } from '../../../kernel/refusal.ts';

const lowestPercent = 50;
const highestPercent = 130;

/** Refuses `weight-implausible` outside 50–130 % of the nominal weight: a slip of the finger would refund half a bag. */
export function checkPlausible(nominalGram: number, actualGram: number): void {
  const percent = (actualGram / nominalGram) * 100;
  refuseUnless(
    percent >= lowestPercent && percent <= highestPercent,
    'weight-implausible',
    { nominalGram, actualGram },
    'actualGram',
  );
}
