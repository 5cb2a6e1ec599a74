import { Select } from 'antd';
import { useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Field, FieldNote } from '../../../kit/parts/field.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { NumberField, TextField } from '../../../kit/parts/inputs.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useAct, useRead } from '../../../kit/use-api.ts';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { MomentField } from '../../parts/moment-field.tsx';
import { useRotaText } from '../../texts/rota.ts';
import { clockOf, minuteOf, type RotaHost } from './shapes.ts';

/** What a host can do, when they are free, and when they are away. */
export function HostDrawer({ host, onClose }: { host: RotaHost; onClose: () => void }) {
  const T = useRotaText();
  const categories = useRead('catalog', 'listCategories', {});
  const [slotsMost, setSlotsMost] = useState<number | undefined>(host.slotsMost);
  const [skilled, setSkilled] = useState(host.skilled);
  const [expert, setExpert] = useState(host.expert);
  const [languages, setLanguages] = useState(() => T.languagesOf(host.languages));
  const [free, setFree] = useState(() => draftOf(host));
  const act = useAct('rota', 'keepRotaHost', {
    renews: ['rota'],
    onDone() {
      toast(T.saved);
      onClose();
    },
  });
  const { fields } = act.errors;
  const options = (categories.data?.rows ?? []).map(({ code, name }) => ({ value: code, label: name }));
  const pick = { options, mode: 'multiple' as const, className: 'pick', variant: 'borderless' as const };
  return (
    <FormDrawer
      title={T.profile(host.name)}
      save={T.save}
      isBusy={act.isBusy}
      onClose={onClose}
      onSubmit={() =>
        void act.run({
          ...{ memberId: host.memberId, slotsMost: slotsMost ?? -1, skilled, expert },
          languages: languages.split(/[,，、]/).flatMap((name) => (name.trim() === '' ? [] : [name.trim()])),
          free: spansOf(free),
        })
      }
    >
      <NumberField label={T.most} value={slotsMost} onChange={setSlotsMost} error={fields['slotsMost']} />
      <Field label={T.skilled} error={fields['skilled']}>
        {(control) => <Select {...control} {...pick} value={skilled} onChange={setSkilled} />}
      </Field>
      <Field label={T.expert} error={fields['expert']}>
        {(control) => <Select {...control} {...pick} value={expert} onChange={setExpert} />}
      </Field>
      <TextField
        label={T.languages}
        hint={T.languagesHint}
        value={languages}
        onChange={setLanguages}
        error={fields['languages']}
      />
      <FreeField free={free} onChange={setFree} error={fields['free']} />
      <FormError errors={act.errors} known={['slotsMost', 'skilled', 'expert', 'languages', 'free']} />
      <Absences host={host} />
    </FormDrawer>
  );
}

/** From and until for each day of the week. */
function FreeField({
  free,
  onChange,
  error,
}: {
  free: Draft;
  onChange: (free: Draft) => void;
  error: string | undefined;
}) {
  const T = useRotaText();
  return (
    <fieldset className="rota-free">
      <legend>{T.freeTimes}</legend>
      {T.weekdays.map((day, i) => {
        const [from = '', until = ''] = free[i] ?? [];
        const put = (next: readonly [string, string]): void =>
          onChange(free.map((was, at) => (at === i ? next : was)));
        return (
          <div key={day}>
            <span>{day}</span>
            <TextField
              label={T.freeFrom(day)}
              isLabelUnseen
              value={from}
              onChange={(value) => put([value, until])}
            />
            <TextField
              label={T.freeUntil(day)}
              isLabelUnseen
              value={until}
              onChange={(value) => put([from, value])}
            />
          </div>
        );
      })}
      <FieldNote id="rota-free-note" hint={T.freeHint} error={error} />
    </fieldset>
  );
}

type Draft = readonly (readonly [from: string, until: string])[];

/** One span a day; a second one of the same day is kept by the first's end. */
function draftOf(host: RotaHost): Draft {
  return Array.from({ length: 7 }, (_, i) => {
    const ofDay = host.free.filter(({ weekday }) => weekday === i + 1);
    const [first, last] = [ofDay[0], ofDay.at(-1)];
    return first && last
      ? ([clockOf(first.fromMinute), clockOf(last.untilMinute)] as const)
      : (['', ''] as const);
  });
}

/** What cannot be read as a time is sent as one that the server refuses with words. */
function spansOf(draft: Draft): { weekday: number; fromMinute: number; untilMinute: number }[] {
  return draft.flatMap(([from, until], i) =>
    from.trim() === '' && until.trim() === ''
      ? []
      : [{ weekday: i + 1, fromMinute: minuteOf(from) ?? 0, untilMinute: minuteOf(until) ?? 0 }],
  );
}

function Absences({ host }: { host: RotaHost }) {
  const T = useRotaText();
  const F = useFormat();
  const [fromAt, setFromAt] = useState<string>();
  const [untilAt, setUntilAt] = useState<string>();
  const add = useAct('rota', 'addRotaAbsence', {
    renews: ['rota'],
    onDone: ({ freedSlots }) => void toast(T.absent(freedSlots)),
  });
  const remove = useAct('rota', 'removeRotaAbsence', { renews: ['rota'] });
  return (
    <fieldset className="rota-absences">
      <legend>{T.absences}</legend>
      <ul>
        {host.absences.map((absence) => {
          const span = `${F.moment(absence.fromAt)} – ${F.moment(absence.untilAt)}`;
          return (
            <li key={absence.absenceId}>
              {span}
              <Button
                size="s"
                kind="line"
                aria-label={T.backOf(span)}
                onClick={() => void remove.run({ absenceId: absence.absenceId })}
              >
                {T.back}
              </Button>
            </li>
          );
        })}
      </ul>
      <MomentField
        label={T.absentFrom}
        value={fromAt}
        onChange={setFromAt}
        error={add.errors.fields['fromAt']}
      />
      <MomentField
        label={T.absentUntil}
        value={untilAt}
        onChange={setUntilAt}
        error={add.errors.fields['untilAt']}
      />
      {fromAt !== undefined && untilAt !== undefined && (
        <Button
          size="s"
          kind="soft"
          isBusy={add.isBusy}
          onClick={() => void add.run({ memberId: host.memberId, fromAt, untilAt })}
        >
          {T.addAbsence}
        </Button>
      )}
      <FormError errors={add.errors} known={['fromAt', 'untilAt']} />
    </fieldset>
  );
}
