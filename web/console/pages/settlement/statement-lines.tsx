import { useFormat } from '../../../kit/format/use-format.ts';
import { Money } from '../../../kit/parts/money.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { useSettlementText } from '../../texts/settlement.ts';
import type { Statement } from './shapes.ts';
import '../../parts/list-table.css';

/** The sums with basis and reckoning; each opens every line behind it. */
export function StatementLines({
  statement: { lines, dueFen },
  onOpen,
}: {
  statement: Statement;
  onOpen: (item: string) => void;
}) {
  const T = useSettlementText();
  const F = useFormat();
  return (
    <section className="lb-card lb-panel list">
      <table className="list-table statement-table" aria-label={T.how}>
        <thead>
          <tr>
            <th scope="col">{T.item}</th>
            <th scope="col">{T.basis}</th>
            <th scope="col">{T.reckoning}</th>
            <th scope="col" className="list-number">
              {T.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ item, title, basis, how, amountFen }) => (
            <tr key={item} className="list-opens">
              <td>
                <button
                  type="button"
                  className="list-lead statement-item"
                  onClick={() => onOpen(item)}
                  title={T.openItem(title)}
                >
                  {title}
                </button>
              </td>
              <td data-label={T.basis}>{basis !== '' && <Tag tone="ok">{basis}</Tag>}</td>
              <td data-label={T.reckoning} className="statement-how">
                {how}
              </td>
              <td data-label={T.amount} className="list-number">
                <Money fen={amountFen} signed />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {T.total}
            </th>
            <td className="list-number">
              <span className="lb-num">{F.money(dueFen)}</span>
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
