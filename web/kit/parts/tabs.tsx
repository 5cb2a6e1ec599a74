import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import './tabs.css';

export interface TabsProps<Key extends string> {
  label: string;
  tabs: readonly { key: Key; label: ReactNode; count?: number }[];
  current: Key;
  onChange: (key: Key) => void;
  /** The panel of the current tab. */
  children?: ReactNode;
}

/** Tabs with counts; arrow keys move between them. */
export function Tabs<Key extends string>({ label, tabs, current, onChange, children }: TabsProps<Key>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  function move(event: KeyboardEvent) {
    const at = tabs.findIndex((tab) => tab.key === current);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = tabs[event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1 : at + (step ?? 0)];
    if (next === undefined || next.key === current) return;
    event.preventDefault();
    onChange(next.key);
    list.current?.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus();
  }
  return (
    <>
      <div ref={list} role="tablist" aria-label={label} className="lb-tabs" onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            data-key={tab.key}
            aria-selected={tab.key === current}
            aria-controls={children === undefined ? undefined : `${id}-panel`}
            tabIndex={tab.key === current ? 0 : -1}
            onClick={() => onChange(tab.key)}
          >
            {tab.label}
            {tab.count !== undefined && <span> {tab.count}</span>}
          </button>
        ))}
      </div>
      {children !== undefined && (
        <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${current}`}>
          {children}
        </div>
      )}
    </>
  );
}
