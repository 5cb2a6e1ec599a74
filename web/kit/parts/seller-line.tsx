import { Store } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePartText } from '../texts/parts.ts';
import { Icon } from './icon.tsx';
import { Tag } from './tag.tsx';
import './seller-line.css';

export interface SellerLineProps {
  seller: string;
  /** The shop that packs or delivers, when it is another one. */
  fulfiller?: string | null | undefined;
  /** The work moved to another shop after the order: says so in honey. */
  isMoved?: boolean;
  /** Follows after a dot: a countdown, a date. */
  children?: ReactNode;
}

/** Who sells and who fulfils; on every card and order line. */
export function SellerLine({ seller, fulfiller, isMoved = false, children }: SellerLineProps) {
  const T = usePartText();
  const other = fulfiller != null && fulfiller !== seller ? fulfiller : undefined;
  return (
    <span className="lb-seller">
      <Icon as={Store} size={14} />
      <span>{T.sells(seller)}</span>
      {other !== undefined && (
        <>
          <i aria-hidden>·</i>
          {isMoved ? <Tag tone="honey">{T.moved(other)}</Tag> : <span>{T.fulfils(other)}</span>}
        </>
      )}
      {children !== undefined && (
        <>
          <i aria-hidden>·</i>
          <span>{children}</span>
        </>
      )}
    </span>
  );
}
