import { type FormEvent, useState } from 'react';
import { Button } from '../../kit/parts/button.tsx';
import { TextField } from '../../kit/parts/inputs.tsx';
import { useAct } from '../../kit/use-api.ts';
import type { Me } from '../parts/answers.ts';
import { FormProblem } from '../parts/form-problem.tsx';
import { useMeText } from '../texts/me.ts';

/** Names and building. The nickname is what other shoppers see. */
export function ProfileForm({ me, onSaved }: { me: Me; onSaved: () => void }) {
  const T = useMeText();
  const update = useAct('membership', 'updateMe', { onDone: onSaved });
  const [name, setName] = useState(me.name);
  const [nickname, setNickname] = useState(me.nickname);
  const [building, setBuilding] = useState(me.building);
  const { fields, form } = update.errors;
  async function save(event: FormEvent) {
    event.preventDefault();
    await update.run({ name, building, ...(nickname.trim() !== '' && { nickname }) });
  }
  return (
    <form className="grid gap-4" onSubmit={(event) => void save(event)}>
      <TextField
        label={T.name}
        hint={T.nameHint}
        isRequired
        autoComplete="name"
        value={name}
        onChange={setName}
        error={fields['name']}
      />
      <TextField
        label={T.nickname}
        hint={T.nicknameHint}
        value={nickname}
        onChange={setNickname}
        error={fields['nickname']}
      />
      <TextField label={T.buildingLabel} value={building} onChange={setBuilding} error={fields['building']} />
      <FormProblem text={form} />
      <Button type="submit" isBlock isBusy={update.isBusy} busyText={T.saving}>
        {T.save}
      </Button>
    </form>
  );
}
