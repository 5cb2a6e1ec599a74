import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { Button } from '../../kit/parts/button.tsx';
import { Card } from '../../kit/parts/card.tsx';
import { IconButton } from '../../kit/parts/icon-button.tsx';
import { Sheet } from '../../kit/parts/modal.tsx';
import { EmptyState, Skeleton } from '../../kit/parts/states.tsx';
import { Tag } from '../../kit/parts/tag.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { useAct, useRead } from '../../kit/use-api.ts';
import { AddressForm } from '../forms/address-form.tsx';
import { AddressWords } from '../parts/address-sheet.tsx';
import type { Address } from '../parts/answers.ts';
import { FormProblem } from '../parts/form-problem.tsx';
import { GuestState } from '../parts/guest-state.tsx';
import { Shown } from '../parts/shown.tsx';
import { useMe } from '../parts/use-me.ts';
import { useAddressText } from '../texts/address.ts';
import { useMeText } from '../texts/me.ts';

export function AddressesPage() {
  const T = useAddressText();
  const M = useMeText();
  const { me, isGuest } = useMe();
  const addresses = useRead('membership', 'listAddresses', {}, { enabled: me !== undefined });
  const [isWriting, setWriting] = useState(false);
  return (
    <PhoneFrame>
      <TopBar title={T.title} back="/me" />
      <main className="grid gap-[10px] content-start px-3 pb-4">
        {isGuest ? (
          <GuestState text={M.guestNote} back="/me/addresses" />
        ) : (
          <Shown of={addresses} skeleton={<Skeleton h={160} r={14} />}>
            {({ rows }) => (
              <>
                {rows.length === 0 && <EmptyState picture="mailbox" text={T.none} />}
                {rows.map((address) => (
                  <AddressCard key={address.addressId} address={address} />
                ))}
                <Button kind="soft" icon={Plus} onClick={() => setWriting(true)}>
                  {T.add}
                </Button>
              </>
            )}
          </Shown>
        )}
      </main>
      <Sheet isOpen={isWriting} onClose={() => setWriting(false)} title={T.add}>
        <AddressForm
          onSaved={() => {
            setWriting(false);
            toast(T.saved);
          }}
        />
      </Sheet>
    </PhoneFrame>
  );
}

function AddressCard({ address }: { address: Address }) {
  const T = useAddressText();
  const remove = useAct('membership', 'removeAddress', { onDone: () => toast(T.removed) });
  return (
    <Card>
      <div className="flex items-center gap-2">
        <AddressWords address={address} />
        {address.isDefault && <Tag tone="ok">{T.isDefault}</Tag>}
        <IconButton
          icon={Trash2}
          iconSize={18}
          label={T.removeOf(`${address.building} ${address.room}`)}
          disabled={remove.isBusy}
          onClick={() => void remove.run({ addressId: address.addressId })}
        />
      </div>
      <FormProblem text={remove.errors.form} />
    </Card>
  );
}
