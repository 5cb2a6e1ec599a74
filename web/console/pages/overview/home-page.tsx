import { Navigate } from '@tanstack/react-router';
import { useFirstPlace } from '../../parts/menu.tsx';
import { useMe } from '../../parts/session.tsx';
import { OverviewPage } from './overview-page.tsx';

/** Operators and shops begin with the overview, suppliers, hosts and couriers with the first place of their own. */
export function HomePage() {
  const me = useMe();
  const first = useFirstPlace();
  if (me.roles.some((role) => role === 'operator' || role === 'shop')) return <OverviewPage />;
  return first && first !== '/' ? <Navigate to={first} replace /> : null;
}
