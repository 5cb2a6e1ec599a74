import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Drawer } from '../../../kit/parts/modal.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Facts } from '../../parts/facts.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { wordOf } from '../../parts/word-of.ts';
import { useAllianceText } from '../../texts/alliance.ts';
import { useRulesText } from '../../texts/rules.ts';
import type { Grant, Member } from './shapes.ts';

/** One person with the roles they hold; a role is taken back here. */
export function MemberDrawer({
  member,
  onClose,
  onGive,
}: {
  member: Member;
  onClose: () => void;
  onGive: () => void;
}) {
  const T = useAllianceText();
  const F = useFormat();
  const [taking, setTaking] = useState<Grant>();
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={member.name}
      foot={
        <Button size="s" icon={UserPlus} onClick={onGive}>
          {member.grants.length === 0 ? T.give : T.giveMore}
        </Button>
      }
    >
      <Facts
        of={[
          [
            T.personPhone,
            <span key="phone" className="lb-num code">
              {member.phone}
            </span>,
          ],
          [T.joined, F.day(member.joinedAt)],
        ]}
      />
      {member.grants.length === 0 && <p className="quiet">{T.noGrants}</p>}
      <Grants grants={member.grants} onTake={setTaking} />
      {taking && <TakeGrant member={member} grant={taking} onClose={() => setTaking(undefined)} />}
    </Drawer>
  );
}

function Grants({ grants, onTake }: { grants: readonly Grant[]; onTake: (grant: Grant) => void }) {
  const T = useAllianceText();
  const R = useRulesText();
  return (
    <ul className="grants">
      {grants.map((grant) => (
        <li key={grant.grantId}>
          <div>
            <b>{T.roles[grant.role]}</b>
            {grant.shopName !== null && <span> · {grant.shopName}</span>}
            {grant.duties.length > 0 && (
              <small>{grant.duties.map((duty) => wordOf(R.dutyNames, duty)).join(' · ')}</small>
            )}
          </div>
          <Button kind="line" size="s" onClick={() => onTake(grant)}>
            {T.take}
            <span className="lb-unseen"> {T.roles[grant.role]}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

function TakeGrant({ member, grant, onClose }: { member: Member; grant: Grant; onClose: () => void }) {
  const T = useAllianceText();
  const act = useAct('membership', 'takeGrant', {
    words: { 'last-operator': () => ({ message: T.lastOperator }) },
    onDone: () => {
      toast(T.taken);
      onClose();
    },
  });
  return (
    <Confirm
      isOpen
      onClose={onClose}
      title={T.takeTitle(T.roles[grant.role], member.name)}
      verb={T.take}
      isDanger
      isBusy={act.isBusy}
      errors={act.errors}
      onConfirm={() => void act.run({ grantId: grant.grantId })}
    >
      <p>{T.takeWords(member.name)}</p>
    </Confirm>
  );
}
