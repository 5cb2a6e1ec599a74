import { useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { NumberField, TextField } from '../../../kit/parts/inputs.tsx';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { Facts } from '../../parts/facts.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { GoodsName } from '../../parts/goods-name.tsx';
import { useAct, usePages } from '../../../kit/use-api.ts';
import { useStockText } from '../../texts/stock.ts';
import { MovementChange } from './movement-change.tsx';
import type { Counter } from './shapes.ts';
import './stock.css';

const shownMovements = 10;

/** One item at one place: its counters, a count, and what moved it last. */
export function StockDrawer({
  counter,
  locationId,
  onClose,
}: {
  counter: Counter;
  locationId: string;
  onClose: () => void;
}) {
  const T = useStockText();
  const { item } = counter;
  const [counted, setCounted] = useState<number | undefined>(counter.onHand);
  const [reason, setReason] = useState('');
  const act = useAct('stock', 'countStock', {
    onDone: () => {
      toast(T.countedOne);
      onClose();
    },
  });
  const { errors } = act;
  return (
    <FormDrawer
      onClose={onClose}
      title={T.stockOf}
      save={T.saveCount}
      isBusy={act.isBusy}
      reason={counted === undefined && T.numberFirst}
      onSubmit={() => {
        if (counted === undefined) return;
        void act.run({ locationId, reason, counts: [{ variantId: item.variantId, counted }] });
      }}
    >
      <GoodsName item={item} size={56} />
      <CounterFacts counter={counter} />
      <CountFields
        counter={counter}
        counted={counted}
        onCount={setCounted}
        reason={reason}
        onReason={setReason}
        errors={errors.fields}
      />
      <FormError errors={errors} known={['counts.0.counted', 'reason']} />
      <LastMovements locationId={locationId} variantId={item.variantId} />
    </FormDrawer>
  );
}

function CounterFacts({ counter }: { counter: Counter }) {
  const T = useStockText();
  return (
    <Facts
      of={[
        [T.onHand, counter.onHand],
        [T.held, counter.held],
        [T.allocated, counter.allocated],
        [T.available, counter.available],
        [T.expiry, counter.earliestExpiry],
      ]}
    />
  );
}

interface CountFieldsProps {
  counter: Counter;
  counted: number | undefined;
  onCount: (counted: number | undefined) => void;
  reason: string;
  onReason: (reason: string) => void;
  errors: Record<string, string>;
}

function CountFields({ counter, counted, onCount, reason, onReason, errors }: CountFieldsProps) {
  const T = useStockText();
  return (
    <div className="form-pair">
      <NumberField
        label={T.really}
        unit={counter.item.unitLabel}
        value={counted}
        onChange={onCount}
        error={errors['counts.0.counted']}
        hint={T.promised(counter.held + counter.allocated)}
        isRequired
      />
      <TextField
        label={T.reason}
        value={reason}
        onChange={onReason}
        error={errors['reason']}
        hint={T.reasonHint}
        maxLength={60}
      />
    </div>
  );
}

function LastMovements({ locationId, variantId }: { locationId: string; variantId: string }) {
  const T = useStockText();
  const F = useFormat();
  const movements = usePages('stock', 'listMovements', { locationId, variantId, limit: shownMovements });
  return (
    <section>
      <h3 className="stock-heading">{T.movements}</h3>
      <ul className="stock-moves">
        {movements.rows?.map((move) => (
          <li key={move.movementId}>
            <time dateTime={move.at} className="quiet">
              {F.moment(move.at)}
            </time>
            <span>
              {T.kindOf(move.kind)} <small className="quiet">{move.reason}</small>
            </span>
            <MovementChange move={move} />
          </li>
        ))}
      </ul>
    </section>
  );
}
