import { type Fen, formatMoney, moneyParts } from '../format/money.ts';
import { names } from './names.ts';
import { usePartText } from '../texts/parts.ts';
import './money.css';

/** An amount in a table, statement or sentence: one size, ink. `signed` adds the + of income and colours it green. */
export function Money({
  fen,
  signed = false,
  className,
}: {
  fen: Fen;
  signed?: boolean;
  className?: string;
}) {
  const isIncome = signed && BigInt(fen) > 0n;
  return (
    <span className={names('lb-num', isIncome && 'lb-tone-ok', className)}>{formatMoney(fen, signed)}</span>
  );
}

export interface PriceProps {
  fen: Fen;
  /** Struck beside it; only a price that was really charged before. */
  wasFen?: Fen | null | undefined;
  /** 份, 箱: stands after the price as /份. */
  unit?: string;
  /** Height of the yuan in px; default follows the text size (20, elder 29). */
  size?: number;
  /** Sold by weight: the difference comes back. */
  isWeighed?: boolean;
  /** The last tier is reached: everyone pays this, in green. */
  isForEveryone?: boolean;
  /** Ink instead of persimmon, for sums. */
  isPlain?: boolean;
}

/** A price to pay: ¥ and fen smaller than the yuan. */
export function Price({ fen, wasFen, unit, size, isWeighed, isForEveryone, isPlain }: PriceProps) {
  const T = usePartText();
  const { minus, yuan, fraction } = moneyParts(fen);
  return (
    <span className="lb-price-row">
      <span
        className={names('lb-price', isPlain && 'lb-price-plain', isForEveryone && 'lb-price-everyone')}
        style={size === undefined ? undefined : { fontSize: size }}
      >
        {minus}
        <i>¥</i>
        {yuan}
        <small>{fraction}</small>
        {unit && <em>/{unit}</em>}
      </span>
      {wasFen != null && (
        <s className="lb-price-was" aria-label={T.was(formatMoney(wasFen))}>
          {formatMoney(wasFen)}
        </s>
      )}
      {isWeighed && <span className="lb-price-note">{T.weighed}</span>}
    </span>
  );
}
