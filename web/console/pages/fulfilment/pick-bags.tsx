import { Check } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { NumberField } from '../../../kit/parts/inputs.tsx';
import { names } from '../../../kit/parts/names.ts';
import { Tag } from '../../../kit/parts/tag.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { Panel } from '../../parts/panel.tsx';
import { usePickingText } from '../../texts/picking.ts';
import type { PickPlace } from './shapes.ts';

type Line = PickPlace['lines'][number];

/** Bag by bag: what is in it, picked or still to pick; weighed goods with their real weight. */
export function PickBags({ waveId, place }: { waveId: string; place: PickPlace }) {
  const T = usePickingText();
  const done = place.lines.filter(({ isPicked }) => isPicked).length;
  const bags = [...new Map(place.lines.map((line) => [line.shipmentId, line])).values()];
  const isAll = done === place.lines.length;
  return (
    <Panel
      title={T.bags}
      note={T.bagsNote}
      end={isAll ? T.allPicked : <span className="lb-num">{T.progress(done, place.lines.length)}</span>}
    >
      <ul className="pick-bags">
        {bags.map(({ shipmentId, bagLabel, orderNumber }) => (
          <li key={shipmentId}>
            <p className="pick-bag">
              <b className="lb-num">{bagLabel}</b>
              <small className="quiet lb-num code">{orderNumber}</small>
            </p>
            <ul>
              {place.lines
                .filter((line) => line.shipmentId === shipmentId)
                .map((line) => (
                  <PickLine key={line.orderLineId} waveId={waveId} line={line} />
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function PickLine({ waveId, line }: { waveId: string; line: Line }) {
  const T = usePickingText();
  const F = useFormat();
  const { orderLineId, title, quantity, soldBy, nominalGram, actualGram, isPicked } = line;
  const [gram, setGram] = useState<number>();
  const act = useAct('fulfilment', 'pickLine', {
    renews: ['fulfilment', 'ordering', 'insight'],
    onDone: ({ refundFen }) => toast(refundFen === '0' ? T.done : T.refunded(F.money(refundFen))),
  });
  const isWeighed = soldBy === 'gram';
  return (
    <li className={names('pick-line', isPicked && 'pick-line-done')}>
      <span className="pick-what">
        {title} × {quantity}
        {isWeighed && (
          <small className="quiet">
            {actualGram === null
              ? nominalGram !== null && T.nominal(F.weight(nominalGram))
              : T.weighed(F.weight(actualGram))}
          </small>
        )}
      </span>
      {isPicked ? (
        <Tag tone="ok" icon={Check}>
          {T.picked}
        </Tag>
      ) : (
        <form
          className="pick-act"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void act.run({ waveId, orderLineId, ...(gram !== undefined && { actualGram: gram }) });
          }}
        >
          {isWeighed && (
            <NumberField
              label={T.weightOf(title)}
              isLabelUnseen
              unit={T.gram}
              value={gram}
              onChange={setGram}
              error={act.errors.fields['actualGram']}
            />
          )}
          <Button
            type="submit"
            kind="soft"
            size="s"
            isBusy={act.isBusy}
            aria-label={`${isWeighed ? T.weigh : T.pick} ${title}`}
            children={isWeighed ? T.weigh : T.pick}
          />
          <FormError errors={act.errors} known={['actualGram']} />
        </form>
      )}
    </li>
  );
}
