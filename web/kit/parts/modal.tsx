import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { usePartText } from '../texts/parts.ts';
import { IconButton } from './icon-button.tsx';
import { names } from './names.ts';
import { moveToast } from './toast.tsx';
import './modal.css';

export interface ModalProps {
  isOpen: boolean;
  /** Called by Esc, the close button and a press beside it. */
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** Stands at the bottom and does not scroll: the primary action. */
  foot?: ReactNode;
}

const leaveMs = 200;

/**
 * A native modal `<dialog>`: the browser keeps the focus inside, gives it back at the end and hides the page from
 * screen readers. It stays for 200 ms after `isOpen` turns false to slide away.
 */
function Modal({
  isOpen,
  onClose,
  title,
  children,
  foot,
  shape,
}: ModalProps & { shape: 'sheet' | 'drawer' | 'box' }) {
  const T = usePartText();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const isShown = useLingering(isOpen, dialog);
  useEffect(() => {
    const element = dialog.current;
    if (!isShown || element === null || element.open) return;
    element.showModal();
    // The title is read first; a field would call up the keyboard of a phone.
    element.querySelector('h2')?.focus();
  }, [isShown]);
  useEffect(() => {
    moveToast();
    return moveToast;
  }, [isOpen]);
  if (!isShown) return null;
  return createPortal(
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={names('lb-modal', `lb-modal-${shape}`, !isOpen && 'lb-modal-leaving')}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => event.target === dialog.current && onClose()}
    >
      <div className="lb-modal-page">
        {shape === 'sheet' && <span className="lb-modal-grab" />}
        <header className="lb-modal-head">
          <h2 id={titleId} tabIndex={-1}>
            {title}
          </h2>
          <IconButton icon={X} label={T.close} onClick={onClose} iconSize={20} />
        </header>
        <div className="lb-modal-body" tabIndex={-1}>
          {children}
        </div>
        {foot !== undefined && <footer className="lb-modal-foot">{foot}</footer>}
      </div>
    </dialog>,
    document.body,
  );
}

/** Stays true for 200 ms after `isOpen`, then closes the dialog: closing is what gives the focus back. */
function useLingering(isOpen: boolean, dialog: RefObject<HTMLDialogElement | null>): boolean {
  const [isLingering, setLingering] = useState(isOpen);
  useEffect(() => {
    if (isOpen) {
      setLingering(true);
      return undefined;
    }
    const timer = setTimeout(() => {
      dialog.current?.close();
      setLingering(false);
    }, leaveMs);
    return () => clearTimeout(timer);
  }, [isOpen, dialog]);
  return isOpen || isLingering;
}

/** From below, at most 88 % high, primary at the bottom: phone. */
export function Sheet(props: ModalProps) {
  return <Modal {...props} shape="sheet" />;
}

/** From the right, 560 wide: console. */
export function Drawer(props: ModalProps) {
  return <Modal {...props} shape="drawer" />;
}

/** In the middle: a question that needs an answer. */
export function Dialog(props: ModalProps) {
  return <Modal {...props} shape="box" />;
}
