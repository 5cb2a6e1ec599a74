import { Check, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../kit/parts/button.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { Sheet } from '../../kit/parts/modal.tsx';
import { useRead } from '../../kit/use-api.ts';
import { AddressForm } from '../forms/address-form.tsx';
import { useAddressText } from '../texts/address.ts';
import type { Address } from './answers.ts';
import { useMe } from './use-me.ts';

/** Choose an address or write a new one, without leaving the checkout. */
export function AddressSheet({
  isOpen,
  onClose,
  current,
  onChoose,
}: {
  isOpen: boolean;
  onClose: () => void;
  current: string | undefined;
  onChoose: (address: Address) => void;
}) {
  const T = useAddressText();
  const { me } = useMe();
  const addresses = useRead('membership', 'listAddresses', {}, { enabled: isOpen && me !== undefined });
  const [isWriting, setWriting] = useState(false);
  const rows = addresses.data?.rows ?? [];
  const isForm = isWriting || (addresses.data !== undefined && rows.length === 0);
  function take(address: Address) {
    onChoose(address);
    setWriting(false);
    onClose();
  }
  return (
    <Sheet isOpen={isOpen} onClose={onClose} title={isForm ? T.add : T.title}>
      {isForm ? (
        <AddressForm onSaved={take} />
      ) : (
        <>
          <ul>
            {rows.map((address) => (
              <li key={address.addressId} className="border-t border-line-2">
                <button
                  type="button"
                  className="flex items-center gap-3 w-full py-3 text-left rounded-m"
                  aria-pressed={address.addressId === current}
                  onClick={() => take(address)}
                >
                  <AddressWords address={address} />
                  {address.addressId === current && <Icon as={Check} size={18} className="text-leaf-700" />}
                </button>
              </li>
            ))}
          </ul>
          <div className="pt-3">
            <Button kind="soft" isBlock icon={Plus} onClick={() => setWriting(true)}>
              {T.add}
            </Button>
          </div>
        </>
      )}
    </Sheet>
  );
}

export function AddressWords({ address }: { address: Address }) {
  return (
    <span className="grid flex-1 min-w-0">
      <b className="text-lg leading-tight">
        {address.building} {address.room}
      </b>
      <small className="text-sm text-ink-3">
        {address.contactName} {address.phone}
        {address.detail && ` · ${address.detail}`}
      </small>
    </span>
  );
}
