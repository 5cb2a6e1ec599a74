import { Search } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import type { MenuGroup } from '../../kit/frames/side-menu.tsx';
import { useNavigation } from '../../kit/parts/go.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { Dialog } from '../../kit/parts/modal.tsx';
import { useShellText } from '../texts/shell.ts';
import { type Finding, useFindings } from './use-findings.ts';
import './command-search.css';

/** Jumps to goods, orders, shops and pages from anywhere: the box in the bar, or Ctrl K. */
export function CommandSearch({ menu }: { menu: readonly MenuGroup[] }) {
  const T = useShellText();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    function press(event: globalThis.KeyboardEvent) {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen(true);
    }
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <button type="button" className="command-box" onClick={() => setOpen(true)}>
        <Icon as={Search} size={16} />
        <span>{T.find}</span>
        <kbd aria-hidden>{T.findKeys}</kbd>
      </button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={T.find}>
        {isOpen && <Command menu={menu} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function Command({ menu, onDone }: { menu: readonly MenuGroup[]; onDone: () => void }) {
  const T = useShellText();
  const { go } = useNavigation();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  // A dialog reads its title first; here typing is what it is for.
  useEffect(() => {
    const frame = requestAnimationFrame(() => input.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const findings = useFindings(useDeferredValue(typed.trim()), menu);
  const current = findings[Math.min(at, findings.length - 1)];
  function open(finding: Finding | undefined) {
    if (finding === undefined) return;
    onDone();
    go(finding.to);
  }
  function press(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') open(current);
    if (step === undefined || findings.length === 0) return;
    event.preventDefault();
    setAt((Math.min(at, findings.length - 1) + step + findings.length) % findings.length);
  }
  return (
    <div className="command" data-density="compact">
      <div className="lb-field-box">
        <Icon as={Search} size={16} />
        <input
          ref={input}
          role="combobox"
          aria-label={T.find}
          aria-expanded={findings.length > 0}
          aria-controls={listId}
          aria-activedescendant={current && `${listId}-${current.key}`}
          placeholder={T.findHint}
          maxLength={40}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
      </div>
      <div id={listId} role="listbox" aria-label={T.found}>
        {findings.map((finding) => (
          <button
            key={finding.key}
            id={`${listId}-${finding.key}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={finding === current}
            onClick={() => open(finding)}
          >
            <span>{finding.title}</span>
            <small>{finding.note}</small>
            <small className="quiet">{T.groups[finding.group]}</small>
          </button>
        ))}
      </div>
      <p className="quiet small" role="status">
        {typed.trim() !== '' && findings.length === 0 ? T.nothingFound : ''}
      </p>
    </div>
  );
}
