import { type ReactNode, lazy, Suspense } from 'react';
import { ApiProblem } from '../client/client.ts';
import { ErrorState } from '../parts/states.tsx';
import { type Out, useRead } from '../use-api.ts';
import { WaitingPage } from './fallback-pages.tsx';
import type { WorkSignInProps } from './work-sign-in.tsx';

const WorkSignIn = lazy(async () => ({ default: (await import('./work-sign-in.tsx')).WorkSignIn }));

/** Above every page for people at work. Others sign in right here, so that they land where they were going. */
export function WorkGate({
  children,
  ...signIn
}: WorkSignInProps & { children: (me: Out<'membership', 'getMe'>) => ReactNode }) {
  const me = useRead('membership', 'getMe', {});
  if (me.data !== undefined) return children(me.data);
  if (me.error instanceof ApiProblem && me.error.status === 401) {
    return (
      <Suspense fallback={<WaitingPage />}>
        <WorkSignIn {...signIn} />
      </Suspense>
    );
  }
  if (me.isError) {
    return (
      <main>
        <ErrorState onRetry={() => void me.refetch()} isBusy={me.isFetching} />
      </main>
    );
  }
  return <WaitingPage />;
}
