import { WifiOff } from 'lucide-react';
import { Icon } from '../../kit/parts/icon.tsx';
import { useIsOnline } from '../platform/offline.ts';
import { useOrdersText } from '../texts/orders.ts';

/** Says that what is shown was kept from before. */
export function OfflineStrip() {
  const T = useOrdersText();
  if (useIsOnline()) return null;
  return (
    <p
      role="status"
      className="flex items-center gap-2 mx-3 mb-2 px-3 py-2 rounded-m text-sm bg-honey-50 text-honey-700"
    >
      <Icon as={WifiOff} size={16} />
      {T.offline}
    </p>
  );
}
