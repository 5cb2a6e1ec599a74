import { type AnchorHTMLAttributes, type MouseEvent, type ReactNode, createContext, useContext } from 'react';

/** How this client moves between pages; each client provides its router's way. Paths start with `/`, without the base. */
export interface Navigation {
  /** The address a browser can open: base path and all. */
  href(to: string): string;
  go(to: string, options?: { replace?: boolean }): void;
  back(): void;
}

const NavigationContext = createContext<Navigation | undefined>(undefined);
export const NavigationProvider = NavigationContext.Provider;

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === undefined) throw new Error('A NavigationProvider must stand above every page');
  return navigation;
}

export interface GoProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  to: string;
  replace?: boolean;
  children: ReactNode;
}

/** A link inside the client: a real `<a>`, so that opening in a new tab and long press work. */
export function Go({ to, replace = false, onClick, children, ...rest }: GoProps) {
  const { href, go } = useNavigation();
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    const wantsOwnTab = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
    if (event.defaultPrevented || wantsOwnTab) return;
    event.preventDefault();
    go(to, { replace });
  }
  return (
    <a {...rest} href={href(to)} onClick={follow}>
      {children}
    </a>
  );
}
