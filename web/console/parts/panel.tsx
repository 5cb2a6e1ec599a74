import type { ReactNode } from 'react';
import './panel.css';

/** A white panel with a head: title, small note, and something at the right. */
export function Panel({
  title,
  note,
  end,
  children,
}: {
  title: ReactNode;
  note?: ReactNode;
  end?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="lb-card lb-panel panel">
      <header>
        <h2>{title}</h2>
        {note !== undefined && <small>{note}</small>}
        {end !== undefined && <span className="panel-end">{end}</span>}
      </header>
      {children}
    </section>
  );
}
