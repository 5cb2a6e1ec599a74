import { Plus, Trash2 } from 'lucide-react';
import { Button } from '../../kit/parts/button.tsx';
import { IconButton } from '../../kit/parts/icon-button.tsx';
import { MoneyField, NumberField } from '../../kit/parts/inputs.tsx';
import { names } from '../../kit/parts/names.ts';
import { useTierText } from '../texts/tiers.ts';
import { type TierDraft, marginOf, nextTier } from './tiers.ts';
import './tier-fields.css';

export interface TierFieldsProps {
  tiers: readonly TierDraft[];
  onChange: (tiers: TierDraft[]) => void;
  /** Errors by path: `tiers`, `tiers.0.costFen`. */
  errors: Record<string, string>;
  /** What is worth knowing of a tier before it is agreed; it stands below it and stops nothing. */
  noteOf?: (tier: TierDraft) => string | undefined;
}

const mostTiers = 8;

/** The ladder: from how many pieces on, at what cost, at what price, and what is left. */
export function TierFields({ tiers, onChange, errors, noteOf }: TierFieldsProps) {
  const T = useTierText();
  const change = (at: number, part: Partial<TierDraft>) =>
    onChange(tiers.map((tier, index) => (index === at ? { ...tier, ...part } : tier)));
  return (
    <fieldset className="tiers">
      <legend>{T.tiers}</legend>
      <div className="tier tier-head" aria-hidden>
        <span>{T.from}</span>
        <span>{T.cost}</span>
        <span>{T.retail}</span>
        <span>{T.margin}</span>
      </div>
      {tiers.map((tier, index) => (
        <div key={index} className="tier">
          <NumberField
            label={T.fromOf(index + 1)}
            isLabelUnseen
            unit={T.piece}
            value={tier.minQuantity}
            onChange={(minQuantity) => change(index, { minQuantity })}
            error={errors[`tiers.${index}.minQuantity`]}
          />
          <MoneyField
            label={T.costOf(index + 1)}
            isLabelUnseen
            fen={tier.costFen}
            onChange={(costFen) => change(index, { costFen })}
            error={errors[`tiers.${index}.costFen`]}
          />
          <MoneyField
            label={T.retailOf(index + 1)}
            isLabelUnseen
            fen={tier.retailFen}
            onChange={(retailFen) => change(index, { retailFen })}
            error={errors[`tiers.${index}.retailFen`]}
          />
          <Margin tier={tier} />
          <IconButton
            icon={Trash2}
            label={T.remove(index + 1)}
            iconSize={16}
            disabled={tiers.length === 1}
            onClick={() => onChange(tiers.filter((_tier, at) => at !== index))}
          />
          <TierNote text={noteOf?.(tier)} />
        </div>
      ))}
      {errors['tiers'] !== undefined && (
        <p className="lb-field-error" role="alert">
          {errors['tiers']}
        </p>
      )}
      {tiers.length < mostTiers && (
        <Button kind="plain" size="s" icon={Plus} onClick={() => onChange([...tiers, nextTier(tiers)])}>
          {T.add}
        </Button>
      )}
    </fieldset>
  );
}

function TierNote({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <p className="tier-note" role="status">
      {text}
    </p>
  );
}

function Margin({ tier }: { tier: TierDraft }) {
  const T = useTierText();
  const margin = marginOf(tier);
  if (margin === undefined) return <span className="tier-margin">—</span>;
  return (
    <span className={names('tier-margin lb-num', margin < 0 && 'lb-tone-bad')}>
      {margin.toFixed(1).replace('-', '−')}%{margin < 0 && <small>{T.belowCost}</small>}
    </span>
  );
}
