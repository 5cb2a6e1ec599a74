import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Go } from '../../kit/parts/go.tsx';
import { Icon } from '../../kit/parts/icon.tsx';

/** The title of a part of a page, a quiet note, and the way to all of it. */
export function SectionHead({
  title,
  note,
  to,
  more,
}: {
  title: string;
  note?: ReactNode;
  to?: string;
  more?: ReactNode;
}) {
  return (
    <div className="flex items-baseline justify-between gap-2 px-4 pb-2">
      <h2 className="text-xl">
        {title} {note !== undefined && <span className="text-sm font-normal text-ink-3">{note}</span>}
      </h2>
      {to !== undefined && (
        <Go
          to={to}
          aria-label={`${title} ${typeof more === 'string' ? more : ''}`}
          className="relative flex items-center flex-none text-sm text-ink-3 before:absolute before:-inset-3 before:content-['']"
        >
          {more} <Icon as={ChevronRight} size={14} />
        </Go>
      )}
    </div>
  );
}
