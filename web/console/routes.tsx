import { createRootRoute, createRoute } from '@tanstack/react-router';
import { makeRouter, page } from '../kit/router.tsx';
import { SectionsContext } from './parts/menu.tsx';
import { SessionGate } from './parts/session-gate.tsx';
import { sections } from './sections/all.ts';

const root = createRootRoute();
const session = createRoute({ getParentRoute: () => root, id: 'session', component: Inside });

/** Pages of the sections stand behind the session; the supplier's link carries its own proof. */
export const router = makeRouter(
  root.addChildren([
    session.addChildren(sections.flatMap((section) => section.pages(session))),
    page(root, '/supplier/$token', () => import('./pages/supplier/supplier-page.tsx'), 'SupplierPage'),
  ]),
);

function Inside() {
  return (
    <SectionsContext value={sections}>
      <SessionGate />
    </SectionsContext>
  );
}
