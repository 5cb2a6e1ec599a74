import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { IconButton } from '../../../kit/parts/icon-button.tsx';
import { MoneyField, TextArea } from '../../../kit/parts/inputs.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { GoodsLabel } from '../../parts/goods-name.tsx';
import { useLivePlanText } from '../../texts/live-plan.ts';
import { LineUpAdvice } from './line-up-advice.tsx';
import { LineUpPick } from './line-up-pick.tsx';
import type { PlanPartProps } from './plan-fields.tsx';
import { type PlanItem, moved } from './plan.ts';

/** At most this many items, as the API takes them. */
const itemsMax = 60;
const longestScript = 2_000;

/** What is shown, in which order, at which flash price, with which words. */
export function LineUpFields({ plan, change, errors }: PlanPartProps) {
  const T = useLivePlanText();
  const { items } = plan;
  return (
    <section className="plan-items" aria-label={T.lineUp}>
      <h3>{T.lineUpOf(items.length)}</h3>
      <ol>
        {items.map((item, at) => (
          <ItemFields
            key={item.variantId}
            item={item}
            at={at}
            isLast={at === items.length - 1}
            fields={fieldsOf(errors.fields, at)}
            onChange={(part) =>
              change({ items: items.map((one, index) => (index === at ? { ...one, ...part } : one)) })
            }
            onMove={(step) => change({ items: moved(items, at, step) })}
            onRemove={() => change({ items: items.filter((_one, index) => index !== at) })}
          />
        ))}
      </ol>
      {items.length < itemsMax && (
        <LineUpPick
          hostShopId={plan.hostShopId}
          taken={items}
          onPick={(item) => change({ items: [...items, item] })}
        />
      )}
      <LineUpAdvice
        plan={plan}
        room={itemsMax - items.length}
        onAdd={(added) => change({ items: [...items, ...added] })}
      />
    </section>
  );
}

/** The errors of the item at this place, by the names of its own fields. */
function fieldsOf(fields: Readonly<Record<string, string>>, at: number): Record<string, string> {
  const lead = `items.${at}.`;
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([path]) => path.startsWith(lead))
      .map(([path, message]) => [path.slice(lead.length), message]),
  );
}

interface ItemFieldsProps {
  item: PlanItem;
  at: number;
  isLast: boolean;
  fields: Record<string, string>;
  onChange: (part: Partial<PlanItem>) => void;
  onMove: (step: 1 | -1) => void;
  onRemove: () => void;
}

const ownFields = ['flashPriceFen', 'script', 'sellingPoints'];

function ItemFields({ item, at, isLast, fields, onChange, onMove, onRemove }: ItemFieldsProps) {
  const T = useLivePlanText();
  const F = useFormat();
  const { priceFen } = item;
  const points = Object.entries(fields).find(([path]) => path.startsWith('sellingPoints'))?.[1];
  return (
    <li>
      <div className="plan-item-head">
        <GoodsLabel
          {...item}
          title={`${at + 1}. ${item.name}`}
          note={priceFen === undefined ? T.poolPrice : T.usual(F.money(priceFen))}
        />
        {item.poolId !== null && <Tag tone="honey">{T.pool}</Tag>}
        <IconButton
          icon={ArrowUp}
          label={T.up(item.name)}
          iconSize={18}
          disabled={at === 0}
          onClick={() => onMove(-1)}
        />
        <IconButton
          icon={ArrowDown}
          label={T.down(item.name)}
          iconSize={18}
          disabled={isLast}
          onClick={() => onMove(1)}
        />
        <IconButton icon={Trash2} label={T.remove(item.name)} iconSize={18} onClick={onRemove} />
      </div>
      <FormError errors={{ fields }} known={ownFields} />
      {item.poolId === null && (
        <MoneyField
          label={T.flash}
          hint={T.flashHint}
          fen={item.flashPriceFen}
          onChange={(flashPriceFen) => onChange({ flashPriceFen })}
          error={fields['flashPriceFen']}
        />
      )}
      <div className="form-pair">
        <TextArea
          label={T.points}
          hint={T.pointsHint}
          value={item.points}
          onChange={(next) => onChange({ points: next })}
          error={points}
        />
        <TextArea
          label={T.script}
          hint={T.scriptHint}
          maxLength={longestScript}
          value={item.script}
          onChange={(script) => onChange({ script })}
          error={fields['script']}
        />
      </div>
    </li>
  );
}
