import { Outlet } from '@tanstack/react-router';
import { WorkGate } from '../../kit/frames/work-gate.tsx';
import { SessionProvider } from './session.tsx';

/** Above every page for signed-in people: who they are is known below. */
export function SessionGate() {
  return (
    <WorkGate at="console" first="password">
      {(me) => (
        <SessionProvider me={me}>
          <Outlet />
        </SessionProvider>
      )}
    </WorkGate>
  );
}
