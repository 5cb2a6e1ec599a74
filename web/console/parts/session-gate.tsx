import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { ApiProblem } from '../../kit/client/client.ts';
import { WaitingPage } from '../../kit/frames/fallback-pages.tsx';
import { ErrorState } from '../../kit/parts/states.tsx';
import { SessionProvider } from './session.tsx';
import { useRead } from '../../kit/use-api.ts';

const SignInPage = lazy(async () => ({ default: (await import('../pages/sign-in.tsx')).SignInPage }));

/** Above every page for signed-in people. Others sign in right here, so that they land where they were going. */
export function SessionGate() {
  const me = useRead('membership', 'getMe', {});
  if (me.data !== undefined) {
    return (
      <SessionProvider me={me.data}>
        <Outlet />
      </SessionProvider>
    );
  }
  if (me.error instanceof ApiProblem && me.error.status === 401) {
    return (
      <Suspense fallback={<WaitingPage />}>
        <SignInPage />
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
