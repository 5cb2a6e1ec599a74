import { Outlet } from '@tanstack/react-router';
import { WorkGate } from '../../kit/frames/work-gate.tsx';

/** Above every page: a host has a phone in hand, so a code comes first. */
export function SessionGate() {
  return (
    <WorkGate at="studio" first="code">
      {() => <Outlet />}
    </WorkGate>
  );
}
