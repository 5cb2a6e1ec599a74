import { useState } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { Drawer } from '../../../kit/parts/modal.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useFormat } from '../../../kit/format/use-format.ts';
import { useAct, useRead } from '../../../kit/use-api.ts';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { PickField } from '../../parts/pick-field.tsx';
import { mayDo, useMe } from '../../parts/session.tsx';
import { useWavesText } from '../../texts/waves.ts';
import type { Allocation, Wave } from './shapes.ts';

const parts = ['distanceFen', 'parcelFen', 'handlingFen', 'onBehalfFeeFen'] as const;

/** Why from there: its cost in parts, the next best and what is worse there, and who could not. */
export function AllocationDrawer({
  wave,
  allocation,
  onClose,
}: {
  wave: Wave;
  allocation: Allocation | undefined;
  onClose: () => void;
}) {
  const T = useWavesText();
  return (
    <Drawer
      isOpen={allocation !== undefined}
      onClose={onClose}
      title={allocation && T.why(`${allocation.title} × ${allocation.quantity}`)}
    >
      {allocation && (
        <div className="form">
          <Why allocation={allocation} />
          <Override key={allocation.allocationId} wave={wave} allocation={allocation} onDone={onClose} />
        </div>
      )}
    </Drawer>
  );
}

function Why({ allocation: { orderNumber, sellerShopName, explanation } }: { allocation: Allocation }) {
  const T = useWavesText();
  const F = useFormat();
  const { chosen, runnerUp, infeasible } = explanation;
  return (
    <>
      <p className="quiet">
        <span className="lb-num code">{orderNumber}</span> · {T.seller} {sellerShopName}
      </p>
      <section className="why">
        <h3>{T.chosen(chosen.locationName)}</h3>
        <dl>
          {parts.map((part) => (
            <div key={part}>
              <dt>{T.costs[part]}</dt>
              <dd>
                <Money fen={chosen[part]} />
              </dd>
            </div>
          ))}
          <div className="why-sum">
            <dt>{T.costs.costFen}</dt>
            <dd>
              <Money fen={chosen.costFen} />
            </dd>
          </div>
        </dl>
      </section>
      <section className="why">
        <h3>{T.runnerUp}</h3>
        {runnerUp === null ? (
          <p className="quiet">{T.only}</p>
        ) : (
          <p>
            {T.runnerUpIs(runnerUp.locationName, F.money(runnerUp.costFen))}
            <span className="why-not">{T.whyNot[runnerUp.whyNot]}</span>
          </p>
        )}
      </section>
      {infeasible.length > 0 && (
        <section className="why">
          <h3>{T.infeasible}</h3>
          <ul>
            {infeasible.map(({ locationName, reason }) => (
              <li key={locationName}>
                {locationName}
                <span className="quiet">{T.reasons[reason]}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Override({ wave, allocation, onDone }: { wave: Wave; allocation: Allocation; onDone: () => void }) {
  const T = useWavesText();
  const me = useMe();
  const isDraft = wave.state === 'draft';
  const places = useRead('stock', 'listLocations', {}, { enabled: isDraft });
  const [locationId, setLocationId] = useState<string>();
  const act = useAct('fulfilment', 'overrideAllocation', {
    renews: ['fulfilment', 'stock'],
    onDone() {
      toast(T.overrideDone);
      onDone();
    },
  });
  if (!isDraft) return <p className="quiet">{T.fixed}</p>;
  if (!mayDo(me, 'dispatch')) return null;
  const cannot = new Map(
    allocation.explanation.infeasible.map((one) => [one.locationName, T.reasons[one.reason]]),
  );
  return (
    <form
      className="why override"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (locationId === undefined) return;
        void act.run({ waveId: wave.waveId, allocationId: allocation.allocationId, locationId });
      }}
    >
      <h3>{T.override}</h3>
      <PickField
        label={T.overrideTo}
        hint={T.overrideHint}
        value={locationId}
        onChange={setLocationId}
        error={act.errors.fields['locationId']}
        options={(places.data?.rows ?? [])
          .filter((place) => place.locationId !== allocation.locationId)
          .map(({ locationId: value, name }) => ({
            value,
            title: name,
            label: cannot.has(name) ? `${name} · ${cannot.get(name)}` : name,
          }))}
      />
      <FormError errors={act.errors} known={['locationId']} />
      <Button
        type="submit"
        size="s"
        isBusy={act.isBusy}
        reason={locationId === undefined && T.overridePick}
        children={T.overrideNow}
      />
    </form>
  );
}
