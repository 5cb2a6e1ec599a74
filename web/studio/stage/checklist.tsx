import { CircleAlert, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Checkbox } from '../../kit/parts/choices.tsx';
import { FormError } from '../../kit/parts/form-error.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { type Out, useAct } from '../../kit/use-api.ts';
import { useBackstageText } from '../texts/backstage.ts';

export type Checks = Out<'live', 'getChecklist'>['checks'];

/** What must be so before going live: found out by rule, or ticked by the host. */
export function Checklist({ sessionId, checks }: { sessionId: string; checks: Checks }) {
  const T = useBackstageText();
  const tick = useAct('live', 'tickCheck');
  // The tick shows at once; the server has the last word.
  const [asked, setAsked] = useState<boolean>();
  async function set(isTicked: boolean) {
    setAsked(isTicked);
    if ((await tick.run({ sessionId, item: 'self-review', isTicked })) === undefined) setAsked(undefined);
  }
  return (
    <section className="studio-checks" aria-label={T.checklist}>
      <ul>
        {checks.map(({ item, by, isDone, missing }) => (
          <li key={item}>
            {by === 'tick' ? (
              <Checkbox isChecked={asked ?? isDone} onChange={(isTicked) => void set(isTicked)}>
                {T.checks[item]}
              </Checkbox>
            ) : (
              <span className={isDone ? undefined : 'text-honey-700'}>
                <Icon as={isDone ? CircleCheck : CircleAlert} size={18} />
                <span className="lb-unseen">{isDone ? T.done : T.open}</span>
                {isDone ? T.checks[item] : missing}
              </span>
            )}
          </li>
        ))}
      </ul>
      <FormError errors={tick.errors} />
    </section>
  );
}
