import { CircleAlert } from 'lucide-react';
import { Go } from '../parts/go.tsx';
import { buttonClass } from '../parts/button.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '../parts/states.tsx';
import { usePartText } from '../texts/parts.ts';

/** An address without a page. */
export function MissingPage() {
  const T = usePartText();
  return (
    <main>
      <EmptyState picture="magnifier" text={<h1>{T.missing}</h1>}>
        <Go to="/" className={buttonClass({ kind: 'soft', size: 's' })}>
          {T.toStart}
        </Go>
      </EmptyState>
    </main>
  );
}

/** A page that threw. What was typed on other pages is safe; trying again renders it anew. */
export function BrokenPage({ reset }: { reset: () => void }) {
  const T = usePartText();
  return (
    <main>
      <ErrorState
        icon={CircleAlert}
        text={
          <span role="heading" aria-level={1}>
            {T.broken}
          </span>
        }
        onRetry={reset}
      />
    </main>
  );
}

/** While the code of a page is on its way. */
export function WaitingPage() {
  return (
    <main style={{ padding: 16 }}>
      <Loading>
        <Skeleton h={24} w="40%" />
        <Skeleton h={160} />
      </Loading>
    </main>
  );
}
