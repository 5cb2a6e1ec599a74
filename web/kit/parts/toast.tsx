import { Check, CircleAlert, type LucideIcon } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { usePartText } from '../texts/parts.ts';
import { Icon } from './icon.tsx';
import './toast.css';

export interface ToastMessage {
  /** At most 14 characters. An error is never only a toast. */
  text: string;
  tone?: 'ok' | 'warn';
  /** Takes the act back; the toast then stays longer. */
  onUndo?: () => void;
}

const shownMs = 2400;
const undoMs = 6000;

let current: { message: ToastMessage; key: number } | undefined;
let nextKey = 1;
const listeners = new Set<() => void>();

function show(next: typeof current): void {
  current = next;
  for (const listener of listeners) listener();
}

/** Says one short thing at the bottom of the screen; a later one takes its place. */
export function toast(message: string | ToastMessage): void {
  show({ message: typeof message === 'string' ? { text: message } : message, key: nextKey++ });
}

/** A dialog has come or gone: what is being said moves to where it can be seen. */
export function moveToast(): void {
  if (current !== undefined) show({ ...current });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Stands once in each client. Moves into an open sheet, because everything outside a modal is asleep. */
export function ToastHost() {
  const toasted = useSyncExternalStore(
    subscribe,
    () => current,
    () => undefined,
  );
  useEffect(() => {
    if (toasted === undefined) return undefined;
    const timer = setTimeout(() => show(undefined), toasted.message.onUndo ? undoMs : shownMs);
    return () => clearTimeout(timer);
  }, [toasted]);
  const modals = document.querySelectorAll<HTMLElement>('dialog[open]:not(.lb-modal-leaving)');
  const home = [...modals].at(-1) ?? document.body;
  return createPortal(
    <div className="lb-toast-host" role="status">
      {toasted && <Toasted key={toasted.key} message={toasted.message} />}
    </div>,
    home,
  );
}

function Toasted({ message: { text, tone = 'ok', onUndo } }: { message: ToastMessage }) {
  const T = usePartText();
  const icon: LucideIcon = tone === 'ok' ? Check : CircleAlert;
  return (
    <div className="lb-toast">
      <Icon as={icon} />
      <span>{text}</span>
      {onUndo && (
        <button
          type="button"
          onClick={() => {
            show(undefined);
            onUndo();
          }}
        >
          {T.undo}
        </button>
      )}
    </div>
  );
}
