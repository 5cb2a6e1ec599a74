import { ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { useParam } from '../../../kit/router.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { useImportText } from '../../texts/imports.ts';
import { ImportCheck } from './import-check.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportSteps } from './import-steps.tsx';
import './import.css';

/** Second and third step: what the columns mean, what would happen, and watching it happen. */
export function ImportPage() {
  const T = useImportText();
  const importId = useParam('importId');
  const read = useRead('catalog', 'getImport', { importId });
  const isChecking = read.data === undefined || read.data.state === 'mapped';
  return (
    <ConsolePage title={T.title} note={read.data && T.fileNote(read.data.fileName, read.data.rowCount)}>
      <ImportSteps current={isChecking ? 1 : 2} />
      {read.isError && read.data === undefined && (
        <div className="lb-card lb-panel">
          <ErrorState onRetry={() => void read.refetch()} isBusy={read.isFetching} />
        </div>
      )}
      {read.data === undefined && !read.isError && (
        <Loading>
          <Skeleton h={90} r={12} />
          <Skeleton h={360} r={12} />
        </Loading>
      )}
      {read.data?.state === 'mapped' && <ImportCheck state={read.data} />}
      {read.data !== undefined && read.data.state !== 'mapped' && <ImportProgress state={read.data} />}
    </ConsolePage>
  );
}
