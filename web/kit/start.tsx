import { QueryClientProvider } from '@tanstack/react-query';
import { type AnyRouter, RouterProvider } from '@tanstack/react-router';
import { type ComponentType, Fragment, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { type Navigation, NavigationProvider } from './parts/go.tsx';
import { ToastHost } from './parts/toast.tsx';
import { makeQueryClient } from './query.ts';
import { applySettings } from './settings.ts';

/** Paths without base, over the router's own history. */
export function navigationOf({ history }: AnyRouter, base: string): Navigation {
  const root = base.replace(/\/$/, '');
  return {
    href: (to) => `${root}${to}`,
    go(to, { replace = false } = {}) {
      if (replace) history.replace(`${root}${to}`);
      else history.push(`${root}${to}`);
    },
    back() {
      if (history.canGoBack()) history.back();
      else history.push(`${root}/`);
    },
  };
}

/** Renders a client into `#root`. `Around` stands above every page: antd's ConfigProvider, a session. */
export function startClient(
  router: AnyRouter,
  Around: ComponentType<{ children: ReactNode }> = Fragment,
): void {
  applySettings();
  const root = document.querySelector('#root');
  if (root === null) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={makeQueryClient()}>
        <NavigationProvider value={navigationOf(router, import.meta.env.BASE_URL)}>
          <Around>
            <RouterProvider router={router} />
          </Around>
          <ToastHost />
        </NavigationProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
