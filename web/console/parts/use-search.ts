import { useLocation } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useNavigation } from '../../kit/parts/go.tsx';

/**
 * What stands after the `?`: filters, tab and the opened row live there, so that a page can be shared and gone back to.
 * `set` with undefined or '' removes; `push` adds a step to the history (opening a drawer), otherwise it is replaced.
 */
export function useSearch() {
  const { pathname, searchStr } = useLocation({
    select: ({ pathname: p, searchStr: s }) => ({ pathname: p, searchStr: s }),
  });
  const { go } = useNavigation();
  const set = useCallback(
    (changes: Record<string, string | undefined>, { push = false }: { push?: boolean } = {}) => {
      const next = new URLSearchParams(searchStr);
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
      }
      const query = next.toString();
      go(query === '' ? pathname : `${pathname}?${query}`, { replace: !push });
    },
    [go, pathname, searchStr],
  );
  return { get: (name: string) => new URLSearchParams(searchStr).get(name) ?? undefined, set };
}
