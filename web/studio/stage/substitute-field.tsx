import { SelectField } from '../../kit/parts/inputs.tsx';
import { FormError } from '../../kit/parts/form-error.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { useAct, useRead } from '../../kit/use-api.ts';
import type { Stage } from '../parts/use-stage.ts';
import { useBackstageText } from '../texts/backstage.ts';

/** Who may go on when the host cannot. */
export function SubstituteField({ session }: { session: Stage['session'] }) {
  const T = useBackstageText();
  const hosts = useRead('membership', 'listHosts', {});
  const act = useAct('live', 'nameSubstitute');
  const others = hosts.data?.rows.filter(({ memberId }) => memberId !== session.hostMemberId) ?? [];
  async function choose(memberId: string) {
    const substituteMemberId = memberId === nobody ? null : memberId;
    if ((await act.run({ sessionId: session.sessionId, substituteMemberId })) === undefined) return;
    const name = others.find((host) => host.memberId === memberId)?.name;
    toast(name === undefined ? T.unnamed : T.named(name));
  }
  return (
    <>
      <SelectField
        label={T.substitute}
        hint={T.substituteHint}
        value={session.substitute?.memberId ?? nobody}
        onChange={(memberId) => void choose(memberId)}
        options={[
          { value: nobody, label: T.nobody },
          ...others.map(({ memberId, name }) => ({ value: memberId, label: name })),
        ]}
      />
      <FormError errors={act.errors} />
    </>
  );
}

const nobody = 'nobody';
