import { ChevronRight, type LucideIcon } from 'lucide-react';
import { Icon } from '../../kit/parts/icon.tsx';

/** A choice already made, with the way to change it. */
export function ChangeRow({
  icon,
  title,
  note,
  change,
  label,
  onChange,
}: {
  icon: LucideIcon;
  title: string;
  note: string;
  /** The word at the right. */
  change: string;
  /** What it changes, for screen readers. */
  label: string;
  onChange: () => void;
}) {
  return (
    <button
      type="button"
      className="flex items-center gap-2 w-full min-h-tap text-left rounded-m"
      onClick={onChange}
    >
      <span className="grid place-items-center flex-none w-9 h-9 rounded-[11px] bg-leaf-50 text-leaf-700">
        <Icon as={icon} />
      </span>
      <span className="flex-1 min-w-0 leading-tight">
        <b className="block text-[max(15px,var(--lb-t-md))]">{title}</b>
        <small className="text-sm text-ink-3">{note}</small>
      </span>
      <span className="flex items-center flex-none text-sm text-ink-3">
        <span className="lb-unseen">{label}</span>
        <span aria-hidden>{change}</span> <Icon as={ChevronRight} size={13} />
      </span>
    </button>
  );
}
