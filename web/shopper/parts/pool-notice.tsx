import { UsersRound } from 'lucide-react';
import { useFormat } from '../../kit/format/use-format.ts';
import { Checkbox } from '../../kit/parts/choices.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { Say } from '../../kit/parts/say.tsx';
import { useRead } from '../../kit/use-api.ts';
import { useCheckoutText } from '../texts/checkout.ts';
import { useMoneyText } from '../texts/money.ts';
import { type BasketLine, needsConsent } from './basket.ts';
import { poolSentences } from './money-sentence.tsx';
import { useMe } from './use-me.ts';

/** What must be read before paying: when a pool holds and what comes back, what cannot be returned. Never pre-ticked. */
export function PoolNotice({
  lines,
  isAgreed,
  onAgree,
}: {
  lines: readonly BasketLine[];
  isAgreed: boolean;
  onAgree: (isAgreed: boolean) => void;
}) {
  const T = useCheckoutText();
  const sentences = useNotices(lines);
  if (!lines.some(needsConsent)) return null;
  const pools = lines.filter((line) => line.progress !== null);
  const title = pools.length > 0 ? T.poolTitle(T.list(namesOf(pools))) : T.noReturnTitle;
  return (
    <section className="rounded-l bg-honey-50 px-[14px] py-3">
      <h2 className="flex items-center gap-2 text-honey-700">
        <Icon as={UsersRound} size={18} />
        {title}
      </h2>
      <ul className="grid gap-[3px] mt-[6px] pl-[27px] list-disc text-sm text-ink-2">
        {sentences.map((sentence) => (
          <li key={sentence}>
            <Say text={sentence} />
          </li>
        ))}
      </ul>
      <div className="mt-1 -mb-2">
        <Checkbox isChecked={isAgreed} onChange={onAgree}>
          {T.agree}
        </Checkbox>
      </div>
    </section>
  );
}

function useNotices(lines: readonly BasketLine[]): string[] {
  const T = useCheckoutText();
  const M = useMoneyText();
  const F = useFormat();
  const { me } = useMe();
  const book = useRead('rulebook', 'getRuleBook', {}, { enabled: me !== undefined });
  const hours = book.data?.rules.claimWindowHours;
  const pools = lines.flatMap(({ item, progress, priceFen }) => {
    if (progress === null) return [];
    const said = poolSentences(progress, priceFen, M, F.moment(progress.cutOffAt));
    return lines.length > 1 ? said.map((text) => `${item.name} ${text}`) : said;
  });
  const isOf = (policy: string) => lines.filter(({ item }) => item.returnPolicy === policy);
  return [
    ...pools,
    ...(isOf('no-return-perishable').length > 0
      ? [hours === undefined ? T.perishablePlain : T.perishable(hours)]
      : []),
    ...(isOf('no-return-opened').length > 0 ? [T.opened(T.list(namesOf(isOf('no-return-opened'))))] : []),
  ];
}

function namesOf(lines: readonly BasketLine[]): string[] {
  return lines.map(({ item }) => item.name);
}
