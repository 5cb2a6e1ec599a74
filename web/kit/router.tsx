import {
  type AnyRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  useLocation,
  useParams,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { BrokenPage, MissingPage, WaitingPage } from './frames/fallback-pages.tsx';

/** A page fetched when first visited: `page(root, '/orders/$orderId', () => import('./pages/order.tsx'), 'OrderPage')`. */
export function page<Name extends string>(
  parent: AnyRoute,
  path: string,
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
) {
  return createRoute({ getParentRoute: () => parent, path, component: lazyRouteComponent(load, name) });
}

/** The router of a client under its base path; a page is fetched as soon as a finger nears its link. */
export function makeRouter(routeTree: AnyRoute) {
  return createRouter({
    routeTree,
    basepath: import.meta.env.BASE_URL,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: MissingPage,
    defaultErrorComponent: BrokenPage,
    defaultPendingComponent: WaitingPage,
  });
}

/** A part of the path (`$orderId`). Throws when the route has none of that name: a slip in routes.tsx. */
export function useParam(name: string): string {
  const value = (useParams({ strict: false }) as Record<string, string | undefined>)[name];
  if (value === undefined) throw new Error(`This route has no $${name}`);
  return value;
}

/** A value after the `?`, undefined when absent. */
export function useQueryParam(name: string): string | undefined {
  return new URLSearchParams(useLocation({ select: (at) => at.searchStr })).get(name) ?? undefined;
}

/** The path shown, without base and query. */
export function usePath(): string {
  return useLocation({ select: (at) => at.pathname });
}
