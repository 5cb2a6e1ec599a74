import { formatMoney } from '../../kit/format/money.ts';
import { useFormat } from '../../kit/format/use-format.ts';
import { Say } from '../../kit/parts/say.tsx';
import { type MoneyText, useMoneyText } from '../texts/money.ts';
import type { Item, Progress } from './answers.ts';
import { poolStep } from './pool-state.ts';

export interface MoneySentenceProps {
  item: Pick<Item, 'soldBy' | 'returnPolicy'>;
  priceFen: string;
  quantity: number;
  progress: Progress | null;
}

/** What I pay, when it may fall, when I get it back. */
export function MoneySentence({ item, priceFen, quantity, progress }: MoneySentenceProps) {
  const T = useMoneyText();
  const { moment } = useFormat();
  const sum = formatMoney(BigInt(priceFen) * BigInt(quantity));
  const pay = quantity === 1 ? T.pay(sum) : T.payOf(sum, quantity, formatMoney(priceFen));
  const later =
    progress === null ? [T.stock] : poolSentences(progress, priceFen, T, `${moment(progress.cutOffAt)}`);
  const goods = [
    ...(item.soldBy === 'gram' ? [T.weighed] : []),
    ...(item.returnPolicy === 'no-return-perishable' ? [T.bad] : []),
  ];
  return (
    <ul className="grid gap-1 list-disc pl-5 text-sm text-ink-2 leading-normal">
      {[pay, ...later, ...goods].map((sentence) => (
        <li key={sentence}>
          <Say text={sentence} />
        </li>
      ))}
    </ul>
  );
}

/** Also said before payment at the checkout. */
export function poolSentences(
  progress: Progress,
  priceFen: string,
  T: MoneyText,
  cutOffAt: string,
): string[] {
  const step = poolStep(progress);
  const isFormed = progress.paidQuantity >= progress.threshold;
  const next = progress.tiers[progress.tierIndex + 1];
  const falls = next !== undefined && next.minQuantity <= progress.cap && progress.priceFen !== null;
  const back = falls ? BigInt(priceFen) - BigInt(next.retailFen) : 0n;
  const price =
    falls && back > 0n
      ? [T.fall(next.minQuantity, formatMoney(next.retailFen), formatMoney(back))]
      : step.kind === 'lowest'
        ? [T.lowest]
        : progress.priceFen === null
          ? [T.fixed]
          : [];
  return [isFormed ? T.formed(cutOffAt) : T.below(cutOffAt, progress.threshold), ...price];
}
