import { createRootRoute } from '@tanstack/react-router';
import { makeRouter, page } from '../kit/router.tsx';
import { SessionGate } from './parts/session-gate.tsx';

const root = createRootRoute({ component: SessionGate });

export const router = makeRouter(
  root.addChildren([
    page(root, '/', () => import('./pages/sessions.tsx'), 'SessionsPage'),
    page(root, '/sessions/$sessionId', () => import('./pages/session.tsx'), 'SessionPage'),
  ]),
);
