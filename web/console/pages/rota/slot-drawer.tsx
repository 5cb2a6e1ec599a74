import { useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Switch } from '../../../kit/parts/choices.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { Drawer } from '../../../kit/parts/modal.tsx';
import { ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useAct, useRead } from '../../../kit/use-api.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { PickField } from '../../parts/pick-field.tsx';
import { useRotaText } from '../../texts/rota.ts';
import type { Rota, Slot } from './shapes.ts';

/** One slot: what it is, who has it, and who could. */
export function SlotDrawer({
  slot,
  rota,
  mayPlan,
  onClose,
}: {
  slot: Slot;
  rota: Rota;
  mayPlan: boolean;
  onClose: () => void;
}) {
  const T = useRotaText();
  const F = useFormat();
  const change = useAct('rota', 'changeRotaSlot', {
    renews: ['rota'],
    onDone: () => void toast(T.saved),
  });
  const words = (rules: readonly string[]): string => T.all(rules.map((rule) => T.rules[rule] ?? rule));
  const [nearest] = slot.closest;
  return (
    <Drawer isOpen onClose={onClose} title={`${F.day(slot.startsAt)} ${F.clock(slot.startsAt)}`}>
      <div className="form" data-density="compact">
        <dl className="rota-facts">
          <dt>{T.shop}</dt>
          <dd>{slot.shopName}</dd>
          <dt>{T.category}</dt>
          <dd>{slot.categoryName ?? T.any}</dd>
          {slot.language !== null && <dt>{T.language}</dt>}
          {slot.language !== null && <dd>{slot.language}</dd>}
          <dt>{T.viewers(slot.audience)}</dt>
          <dd className="quiet">{T.from[slot.audienceFrom]}</dd>
        </dl>
        {slot.faults.length > 0 && <Tag tone="bad">{T.broken(words(slot.faults))}</Tag>}
        {slot.hostMemberId === null && nearest && nearest.rules.length > 0 && (
          <p className="quiet">{T.closest(nearest.name, words(nearest.rules))}</p>
        )}
        {mayPlan && (
          <>
            <PickField
              label={T.host}
              value={slot.hostMemberId ?? undefined}
              placeholder={T.nobody}
              options={rota.hosts.map(({ memberId, name }) => ({
                value: memberId,
                label: name,
                title: name,
              }))}
              onChange={(memberId) =>
                void change.run({ slotId: slot.slotId, hostMemberId: memberId ?? null })
              }
              error={change.errors.fields['hostMemberId']}
            />
            <Switch
              isChecked={slot.isPinned}
              disabled={slot.hostMemberId === null}
              onChange={(isPinned) => void change.run({ slotId: slot.slotId, isPinned })}
              children={T.pin}
            />
            <FormError errors={change.errors} known={['hostMemberId']} />
            <Substitutes
              slot={slot}
              onGive={(hostMemberId) => void change.run({ slotId: slot.slotId, hostMemberId })}
            />
            <RemoveSlot slotId={slot.slotId} onRemoved={onClose} />
          </>
        )}
      </div>
    </Drawer>
  );
}

function Substitutes({ slot, onGive }: { slot: Slot; onGive: (memberId: string) => void }) {
  const T = useRotaText();
  const read = useRead('rota', 'listSubstitutes', { slotId: slot.slotId });
  return (
    <section className="rota-substitutes">
      <h3>{T.substitutes}</h3>
      <p className="quiet">{T.substitutesNote}</p>
      {read.isError && <ErrorState onRetry={() => void read.refetch()} />}
      {read.isPending && (
        <Loading>
          <Skeleton h={120} />
        </Loading>
      )}
      <ol>
        {read.data?.rows.map((candidate) => (
          <li key={candidate.memberId}>
            <span>
              <b>{candidate.name}</b>
              <small className="quiet">
                {candidate.rules.length === 0
                  ? T.canNow
                  : T.all(candidate.rules.map((rule) => T.rules[rule] ?? rule))}
              </small>
            </span>
            {candidate.rules.length === 0 && (
              <Button size="s" kind="soft" onClick={() => onGive(candidate.memberId)}>
                {T.give}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function RemoveSlot({ slotId, onRemoved }: { slotId: string; onRemoved: () => void }) {
  const T = useRotaText();
  const [isAsking, setAsking] = useState(false);
  const act = useAct('rota', 'removeRotaSlot', {
    renews: ['rota'],
    onDone() {
      toast(T.removed);
      onRemoved();
    },
  });
  return (
    <>
      <Button size="s" kind="line" onClick={() => setAsking(true)}>
        {T.remove}
      </Button>
      <Confirm
        isOpen={isAsking}
        isDanger
        title={T.remove}
        verb={T.remove}
        isBusy={act.isBusy}
        errors={act.errors}
        onClose={() => setAsking(false)}
        onConfirm={() => void act.run({ slotId })}
      >
        {T.removeAsk}
      </Confirm>
    </>
  );
}
