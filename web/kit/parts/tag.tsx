import { Fish, type LucideIcon, Package, Snowflake, ThermometerSnowflake } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePartText } from '../texts/parts.ts';
import { Icon } from './icon.tsx';
import './tag.css';

export interface TagProps {
  /** `out` (outlined) names who fulfils. At most three tags in a row. */
  tone?: 'plain' | 'ok' | 'honey' | 'info' | 'hot' | 'bad' | 'frozen' | 'out';
  icon?: LucideIcon;
  children: ReactNode;
}

export function Tag({ tone = 'plain', icon, children }: TagProps) {
  return (
    <span className={`lb-tag lb-tag-${tone}`}>
      {icon && <Icon as={icon} size={12} />}
      {children}
    </span>
  );
}

export type TemperatureZone = 'ambient' | 'chilled' | 'frozen' | 'fresh-live';

/** The temperature a thing travels at. */
export function TemperatureTag({ zone }: { zone: TemperatureZone }) {
  const T = usePartText();
  if (zone === 'chilled') return <Tag tone="info" icon={Snowflake} children={T.chilled} />;
  if (zone === 'frozen') return <Tag tone="frozen" icon={ThermometerSnowflake} children={T.frozen} />;
  if (zone === 'fresh-live') return <Tag tone="info" icon={Fish} children={T.freshLive} />;
  return <Tag icon={Package} children={T.ambient} />;
}
