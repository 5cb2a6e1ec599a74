import { BadgeCheck, ChevronRight, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Go } from '../../../kit/parts/go.tsx';
import { Icon } from '../../../kit/parts/icon.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { names } from '../../../kit/parts/names.ts';
import { StatementTag } from '../../parts/statement-tag.tsx';
import { useSettlementText } from '../../texts/settlement.ts';
import type { Statement } from './shapes.ts';

/** Beside the sums: do the books hold, what the pools saved, what came before. */
export function StatementSide({ statement }: { statement: Statement }) {
  const T = useSettlementText();
  return (
    <aside className="statement-side" aria-label={T.check}>
      <Checks statement={statement} />
      {statement.savings && <Savings savings={statement.savings} />}
      <Earlier statement={statement} />
    </aside>
  );
}

function Side({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="lb-card lb-panel side-panel">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Checks({ statement: { booksSumFen, bookEntryCount, lines, dueFen } }: { statement: Statement }) {
  const T = useSettlementText();
  const F = useFormat();
  const isEven = booksSumFen === '0';
  const sum = lines.reduce((total, { amountFen }) => total + BigInt(amountFen), 0n);
  const adds = sum === BigInt(dueFen);
  const count = lines.reduce((total, line) => total + line.count, 0);
  return (
    <Side title={T.check}>
      <div className={names('side-verdict', !isEven && 'side-verdict-bad')}>
        <Icon as={isEven ? BadgeCheck : TriangleAlert} />
        <div>
          <b>{isEven ? T.even : T.uneven(F.money(booksSumFen))}</b>
          <small>
            {T.allOfAlliance} · {T.entries(bookEntryCount.toLocaleString('en-US'))}
          </small>
        </div>
      </div>
      <dl className="side-facts">
        <dt>{T.sumMatches}</dt>
        <dd className={adds ? 'lb-tone-ok' : 'lb-tone-bad'}>{adds ? T.matches : T.differs}</dd>
        <dt>{T.traced}</dt>
        <dd>{T.tracedCount(count.toLocaleString('en-US'))}</dd>
      </dl>
    </Side>
  );
}

function Savings({ savings }: { savings: NonNullable<Statement['savings']> }) {
  const T = useSettlementText();
  const total = Number(savings.totalFen) || 1;
  const parts = [
    { key: 'shops', name: T.shops, fen: savings.shopsFen },
    { key: 'shoppers', name: T.shoppers, fen: savings.shoppersFen },
    { key: 'fund', name: T.fund, fen: savings.fundFen },
  ].map((part) => ({ ...part, percent: (Number(part.fen) / total) * 100 }));
  return (
    <Side title={T.savings}>
      <p className="side-total">
        <span className="quiet">{T.savedTotal}</span>
        <Money fen={savings.totalFen} />
      </p>
      <div className="savings-bar" aria-hidden>
        {parts.map(({ key, percent }) => (
          <i key={key} className={`savings-${key}`} style={{ flexGrow: percent }} />
        ))}
      </div>
      <ul className="savings-legend">
        {parts.map(({ key, name, percent, fen }) => (
          <li key={key}>
            <i className={`savings-${key}`} aria-hidden />
            {T.share(name, `${Math.round(percent)}%`)} <Money fen={fen} />
          </li>
        ))}
      </ul>
    </Side>
  );
}

function Earlier({ statement: { earlier } }: { statement: Statement }) {
  const T = useSettlementText();
  const F = useFormat();
  return (
    <Side title={T.earlier}>
      {earlier.length === 0 && <p className="quiet">{T.noEarlier}</p>}
      <ul className="earlier">
        {earlier.map(({ statementId, fromDay, toDay, dueFen, state }) => (
          <li key={statementId}>
            <Go to={`/statements/${statementId}`} className="lb-link">
              {T.span(fromDay.slice(5), toDay.slice(5))}
            </Go>
            <span className="lb-num">{F.money(dueFen)}</span>
            <StatementTag state={state} />
          </li>
        ))}
      </ul>
      <Go to="/statements" className="side-more">
        {T.all}
        <Icon as={ChevronRight} size={14} />
      </Go>
    </Side>
  );
}
