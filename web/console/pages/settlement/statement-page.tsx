import { useCallback } from 'react';
import { ApiProblem } from '../../../kit/client/client.ts';
import { Go } from '../../../kit/parts/go.tsx';
import { ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { useParam } from '../../../kit/router.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { useSearch } from '../../parts/use-search.ts';
import { useSettlementText } from '../../texts/settlement.ts';
import { LinesDrawer } from './lines-drawer.tsx';
import { StatementHead } from './statement-head.tsx';
import { StatementLines } from './statement-lines.tsx';
import { StatementSide } from './statement-side.tsx';
import { WaterfallPanel } from './waterfall-panel.tsx';
import './settlement.css';
import './waterfall.css';

/** One statement: the sum, how it came about, every line behind it, and what the party says to it. */
export function StatementPage() {
  const T = useSettlementText();
  const statementId = useParam('statementId');
  const { get, set } = useSearch();
  const read = useRead('settlement', 'getStatement', { statementId });
  const openItem = useCallback((item: string) => set({ item }, { push: true }), [set]);
  const title = read.data && T.whole(read.data.party.name, read.data.fromDay, read.data.toDay);
  return (
    <ConsolePage
      title={
        <>
          <Go to="/statements" className="page-parent">
            {T.statements}
          </Go>
          {title}
        </>
      }
    >
      {read.data ? (
        <div className="statement">
          <div className="statement-main">
            <StatementHead statement={read.data} />
            <WaterfallPanel statement={read.data} />
            <StatementLines statement={read.data} onOpen={openItem} />
          </div>
          <StatementSide statement={read.data} />
          <LinesDrawer statement={read.data} item={get('item')} onClose={() => set({ item: undefined })} />
        </div>
      ) : (
        <StatementGap error={read.error} isBusy={read.isFetching} onRetry={() => void read.refetch()} />
      )}
    </ConsolePage>
  );
}

function StatementGap({
  error,
  isBusy,
  onRetry,
}: {
  error: Error | null;
  isBusy: boolean;
  onRetry: () => void;
}) {
  if (error !== null) {
    const isAnswer = error instanceof ApiProblem && error.status > 0;
    return (
      <div className="lb-card lb-panel">
        <ErrorState {...(isAnswer && { text: error.message })} onRetry={onRetry} isBusy={isBusy} />
      </div>
    );
  }
  return (
    <Loading>
      <div className="statement">
        <div className="statement-main">
          <Skeleton h={162} r={12} />
          <Skeleton h={212} r={12} />
          <Skeleton h={360} r={12} />
        </div>
        <div className="statement-side">
          <Skeleton h={180} r={12} />
          <Skeleton h={240} r={12} />
        </div>
      </div>
    </Loading>
  );
}
