import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Go } from '../../../kit/parts/go.tsx';
import { Drawer } from '../../../kit/parts/modal.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { type Out, usePages } from '../../../kit/use-api.ts';
import { usePlace } from '../../parts/session.tsx';
import { useListText } from '../../texts/list.ts';
import { useSettlementText } from '../../texts/settlement.ts';
import type { Statement } from './shapes.ts';

type Line = Out<'settlement', 'listStatementLines'>['rows'][number];

/** Every posting behind one sum, with its order and the rule that decided. */
export function LinesDrawer({
  statement,
  item,
  onClose,
}: {
  statement: Statement;
  item: string | undefined;
  onClose: () => void;
}) {
  const T = useSettlementText();
  const line = statement.lines.find((one) => one.item === item);
  return (
    <Drawer isOpen={line !== undefined} onClose={onClose} title={line && T.lines(line.title)}>
      {line && (
        <>
          <p className="lines-sum">
            <span className="quiet">{line.how}</span>
            <Money fen={line.amountFen} signed />
          </p>
          <Lines statementId={statement.statementId} item={line.item} />
        </>
      )}
    </Drawer>
  );
}

function Lines({ statementId, item }: { statementId: string; item: string }) {
  const T = useSettlementText();
  const L = useListText();
  const { rows, isError, retry, isFetching, hasMore, more, isMoreComing } = usePages(
    'settlement',
    'listStatementLines',
    {
      statementId,
      item,
    },
  );
  if (isError) return <ErrorState onRetry={retry} isBusy={isFetching} />;
  if (rows === undefined) {
    return (
      <Loading>
        <Skeleton h={280} />
      </Loading>
    );
  }
  if (rows.length === 0) return <p className="quiet">{T.noLines}</p>;
  return (
    <>
      <ul className="lines">
        {rows.map((line, at) => (
          <LineRow key={`${line.entryId} ${at}`} line={line} />
        ))}
      </ul>
      {hasMore && (
        <p className="list-more">
          <Button kind="plain" size="s" isBusy={isMoreComing} onClick={more} children={L.more} />
        </p>
      )}
    </>
  );
}

function LineRow({ line }: { line: Line }) {
  const T = useSettlementText();
  const F = useFormat();
  const { isWhole } = usePlace();
  const { at, memo, orderNumber, rule, ruleVersion, amountFen } = line;
  return (
    <li>
      <div>
        <p>{memo}</p>
        <small className="quiet">
          {F.moment(at)} · {T.ruleOf(rule, ruleVersion)}
          {orderNumber !== null && (
            <>
              {' · '}
              {isWhole ? (
                <Go to={`/journal?source=${encodeURIComponent(orderNumber)}`} className="lb-link">
                  {orderNumber}
                </Go>
              ) : (
                orderNumber
              )}
            </>
          )}
        </small>
      </div>
      <Money fen={amountFen} signed />
    </li>
  );
}
