import { useFormat } from '../../../kit/format/use-format.ts';
import { Drawer } from '../../../kit/parts/modal.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { Facts } from '../../parts/facts.tsx';
import { wordOf } from '../../parts/word-of.ts';
import { useBooksText } from '../../texts/books.ts';
import type { Entry } from './shapes.ts';
import '../../parts/list-table.css';

/** The legs of one entry: they add up to nothing, always. */
export function EntryDrawer({ entry, onClose }: { entry: Entry | undefined; onClose: () => void }) {
  const T = useBooksText();
  return (
    <Drawer isOpen={entry !== undefined} onClose={onClose} title={entry?.memo ?? T.entry}>
      {entry && <EntryFace entry={entry} />}
    </Drawer>
  );
}

function EntryFace({ entry }: { entry: Entry }) {
  const T = useBooksText();
  const F = useFormat();
  const sum = entry.postings.reduce((total, { amountFen }) => total + BigInt(amountFen), 0n);
  return (
    <div className="form">
      <Facts
        of={[
          [T.kind, wordOf(T.kinds, entry.kind)],
          [T.time, F.moment(entry.at)],
          [T.order, entry.orderNumber],
          [T.source, `${entry.sourceType} ${entry.sourceId}`],
          [T.rules, T.version(entry.ruleVersion)],
        ]}
      />
      <table className="list-table" aria-label={T.entry}>
        <thead>
          <tr>
            <th scope="col">{T.party}</th>
            <th scope="col">{T.account}</th>
            <th scope="col" className="list-number">
              {T.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {entry.postings.map(({ account, party, amountFen }, at) => (
            <tr key={at}>
              <td data-label={T.party}>{party.name}</td>
              <td data-label={T.account}>{wordOf(T.accounts, account)}</td>
              <td data-label={T.amount} className="list-number">
                <Money fen={amountFen} signed />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {T.sum}
            </th>
            <td className="list-number">
              <Money fen={sum} />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
