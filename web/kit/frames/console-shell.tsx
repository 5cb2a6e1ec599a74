import { Menu } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { IconButton } from '../parts/icon-button.tsx';
import { usePartText } from '../texts/parts.ts';
import { useMedia } from '../use-media.ts';
import { type MenuGroup, SideMenu } from './side-menu.tsx';
import './console-shell.css';

export interface ConsoleShellProps {
  /** The alliance or shop this window works for. */
  place: string;
  /** Moves to another alliance or shop. */
  placeMenu?: ReactNode;
  menu: readonly MenuGroup[];
  /** Path of the page shown; its group opens. */
  current: string;
  account: ReactNode;
  /** h1 of the page. */
  title: ReactNode;
  /** Small words beside the title. */
  note?: ReactNode;
  /** Search, bell and the like at the right of the bar. */
  tools?: ReactNode;
  /** An inline drawer at the right (316 px); floats below 1280. */
  aside?: ReactNode;
  children: ReactNode;
}

const narrow = '(max-width: 899px)';

/** Side menu 208, bar 56, content; below 900 px the menu hides behind a button. */
export function ConsoleShell(props: ConsoleShellProps) {
  const { place, placeMenu, menu, current, account, title, note, tools, aside, children } = props;
  const T = usePartText();
  const isNarrow = useMedia(narrow);
  const [isMenuOpen, setMenuOpen] = useState(false);
  useEffect(() => setMenuOpen(false), [current, isNarrow]);
  const side = <SideMenu {...{ place, placeMenu, menu, current, account }} />;
  return (
    <div className="lb-console">
      <a className="lb-skip" href="#main">
        {T.skip}
      </a>
      {isNarrow ? (
        <MenuDialog isOpen={isMenuOpen} onClose={() => setMenuOpen(false)}>
          {side}
        </MenuDialog>
      ) : (
        side
      )}
      <div className="lb-console-work">
        <header className="lb-console-bar">
          {isNarrow && <IconButton icon={Menu} label={T.menu} onClick={() => setMenuOpen(true)} />}
          <h1>{title}</h1>
          {note !== undefined && <span className="lb-console-note">{note}</span>}
          <span className="lb-console-tools">{tools}</span>
        </header>
        <div className="lb-console-page">
          <main id="main" tabIndex={-1} className="lb-console-main">
            {children}
          </main>
          {aside !== undefined && aside !== null && <aside className="lb-console-aside">{aside}</aside>}
        </div>
      </div>
    </div>
  );
}

function MenuDialog({
  isOpen,
  onClose,
  children,
}: {
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const T = usePartText();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      className="lb-console-menu"
      aria-label={T.menu}
      onClose={onClose}
      onMouseDown={(event) => event.target === dialog.current && onClose()}
    >
      {children}
    </dialog>
  );
}
