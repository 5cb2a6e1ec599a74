import { useState } from 'react';
import { Checkbox } from '../../../kit/parts/choices.tsx';
import { FieldNote } from '../../../kit/parts/field.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { NumberField, TextField } from '../../../kit/parts/inputs.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useAct, useRead } from '../../../kit/use-api.ts';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { PickField } from '../../parts/pick-field.tsx';
import { useRotaText } from '../../texts/rota.ts';
import { daysOf, minuteOf } from './shapes.ts';

const usualMinutes = 90;

/** A slot on each of some days of the week. */
export function AddSlotsDrawer({ weekStart, onClose }: { weekStart: string; onClose: () => void }) {
  const T = useRotaText();
  const shops = useRead('membership', 'listShops', {});
  const [shopId, setShopId] = useState<string>();
  const [days, setDays] = useState<ReadonlySet<string>>(new Set());
  const [clock, setClock] = useState('19:30');
  const [minutes, setMinutes] = useState<number | undefined>(usualMinutes);
  const [categoryCode, setCategoryCode] = useState<string>();
  const [language, setLanguage] = useState('');
  const act = useAct('rota', 'addRotaSlots', {
    renews: ['rota'],
    onDone({ slotIds }) {
      toast(T.added(slotIds.length));
      onClose();
    },
  });
  const startMinute = minuteOf(clock);
  const { fields } = act.errors;
  const reason = shopId === undefined ? T.needShop : days.size === 0 ? T.needDay : undefined;
  return (
    <FormDrawer
      title={T.addSlots}
      save={T.add}
      isBusy={act.isBusy}
      reason={reason}
      onClose={onClose}
      onSubmit={() =>
        void act.run({
          ...{ shopId: shopId ?? '', days: [...days], startMinute: startMinute ?? -1 },
          durationMinutes: minutes ?? 0,
          categoryCode: categoryCode ?? null,
          language: language.trim() === '' ? null : language.trim(),
        })
      }
    >
      <PickField
        label={T.shop}
        placeholder={T.pickShop}
        isRequired
        value={shopId}
        onChange={setShopId}
        isLoading={shops.isPending}
        options={(shops.data?.rows ?? []).map(({ shopId: value, name }) => ({
          value,
          label: name,
          title: name,
        }))}
        error={fields['shopId']}
      />
      <DaysField {...{ weekStart, days }} onChange={setDays} error={fields['days']} />
      <TextField label={T.startsAt} value={clock} onChange={setClock} error={fields['startMinute']} />
      <NumberField
        label={T.minutes}
        unit={T.minuteUnit}
        value={minutes}
        onChange={setMinutes}
        error={fields['durationMinutes']}
      />
      <TopicFields
        {...{ categoryCode, language, fields }}
        onCategory={setCategoryCode}
        onLanguage={setLanguage}
      />
      <FormError
        errors={act.errors}
        known={['shopId', 'days', 'startMinute', 'durationMinutes', 'categoryCode', 'language']}
      />
    </FormDrawer>
  );
}

/** What the slots are about and who can talk in them; both may be left open. */
function TopicFields({
  categoryCode,
  language,
  fields,
  onCategory,
  onLanguage,
}: {
  categoryCode: string | undefined;
  language: string;
  fields: Readonly<Record<string, string>>;
  onCategory: (code: string | undefined) => void;
  onLanguage: (language: string) => void;
}) {
  const T = useRotaText();
  const categories = useRead('catalog', 'listCategories', {});
  return (
    <>
      <PickField
        label={T.category}
        placeholder={T.any}
        value={categoryCode}
        onChange={onCategory}
        options={(categories.data?.rows ?? []).map(({ code, name }) => ({
          value: code,
          label: name,
          title: name,
        }))}
        error={fields['categoryCode']}
      />
      <TextField
        label={T.language}
        hint={T.languageHint}
        value={language}
        onChange={onLanguage}
        error={fields['language']}
      />
    </>
  );
}

function DaysField({
  weekStart,
  days,
  onChange,
  error,
}: {
  weekStart: string;
  days: ReadonlySet<string>;
  onChange: (days: ReadonlySet<string>) => void;
  error: string | undefined;
}) {
  const T = useRotaText();
  return (
    <fieldset className="rota-days">
      <legend>{T.days}</legend>
      {daysOf(weekStart).map((day, i) => (
        <Checkbox
          key={day}
          isChecked={days.has(day)}
          onChange={(isOn) => onChange(toggled(days, day, isOn))}
          children={`${T.weekdays[i]} ${day.slice(5)}`}
        />
      ))}
      <FieldNote id="rota-days-note" error={error} />
    </fieldset>
  );
}

function toggled(days: ReadonlySet<string>, day: string, isOn: boolean): ReadonlySet<string> {
  const next = new Set(days);
  if (isOn) next.add(day);
  else next.delete(day);
  return next;
}
