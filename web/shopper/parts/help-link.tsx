import { Phone } from 'lucide-react';
import { buttonClass } from '../../kit/parts/button.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { useOrderText } from '../texts/order.ts';
import { usePlace } from './use-place.ts';

/** Elder mode: a person to talk to, at the shop where things are fetched. */
export function HelpLink() {
  const T = useOrderText();
  const { pickup } = usePlace();
  if (pickup === undefined) return null;
  return (
    <a
      href={`tel:${pickup.phone}`}
      aria-label={T.helpOf(pickup.name)}
      className={`${buttonClass({ kind: 'soft' })} rounded-[16px] text-leaf-900`}
    >
      <span className="lb-button-face">
        <Icon as={Phone} size={22} />
        {T.help}
      </span>
    </a>
  );
}
