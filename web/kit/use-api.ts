import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { api } from './client/browser.ts';
import type { CallOptions, Client } from './client/client.ts';
import { type FormErrors, type RefusalWords, formErrorsOf, noErrors } from './form-errors.ts';
import { usePartText } from './texts/parts.ts';

export type Domain = keyof Client;
type Call = (input: never, options?: CallOptions) => Promise<unknown>;
/** What an endpoint takes and gives: `In<'ordering', 'getCart'>`. */
export type In<D extends Domain, N extends keyof Client[D]> = Client[D][N] extends (
  input: infer I,
  options?: CallOptions,
) => unknown
  ? I
  : never;
export type Out<D extends Domain, N extends keyof Client[D]> = Client[D][N] extends (
  input: never,
  options?: CallOptions,
) => Promise<infer O>
  ? O
  : never;
export type Row<D extends Domain, N extends keyof Client[D]> =
  Out<D, N> extends { rows: (infer R)[] } ? R : never;

function callOf<D extends Domain, N extends keyof Client[D]>(domain: D, name: N) {
  return api[domain][name] as Call as (input: In<D, N>, options?: CallOptions) => Promise<Out<D, N>>;
}

export interface ReadOptions {
  enabled?: boolean;
  /** While another input is being read the answer to the one before stays: only where both mean the same thing. */
  keepsPrevious?: boolean;
  refetchInterval?: number;
}

/** One read of the API. Its key is `[domain, name, input]`: `useRenew()('ordering')` renews all reads of a domain. */
export function useRead<D extends Domain, N extends keyof Client[D] & string>(
  domain: D,
  name: N,
  input: In<D, N>,
  { enabled = true, keepsPrevious = false, refetchInterval }: ReadOptions = {},
) {
  return useQuery({
    queryKey: [domain, name, input],
    queryFn: () => callOf(domain, name)(input),
    enabled,
    ...(keepsPrevious && { placeholderData: keepPreviousData }),
    ...(refetchInterval !== undefined && { refetchInterval }),
  });
}

/** A list by keyset pages: `rows` of all pages so far, `more()` fetches the next when `hasMore`. */
export function usePages<D extends Domain, N extends keyof Client[D] & string>(
  domain: D,
  name: N,
  input: Omit<In<D, N>, 'cursor'>,
  { enabled = true }: ReadOptions = {},
) {
  const query = useInfiniteQuery({
    queryKey: [domain, name, input, 'pages'],
    queryFn: ({ pageParam }) =>
      callOf(domain, name)({ ...input, ...(pageParam !== null && { cursor: pageParam }) } as In<D, N>),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last as { nextCursor: string | null }).nextCursor,
    enabled,
  });
  const pages = query.data?.pages;
  return {
    first: pages?.[0],
    rows: pages?.flatMap((part) => (part as { rows: Row<D, N>[] }).rows),
    hasMore: query.hasNextPage,
    more: () => void query.fetchNextPage(),
    isMoreComing: query.isFetchingNextPage,
    isError: query.isError && pages === undefined,
    isFetching: query.isFetching,
    error: query.error,
    retry: () => void query.refetch(),
  };
}

/** Renews every read of these domains; the same function at every render. */
export function useRenew(): (...domains: Domain[]) => void {
  const client = useQueryClient();
  return useCallback(
    (...domains) => {
      for (const domain of domains) void client.invalidateQueries({ queryKey: [domain] });
    },
    [client],
  );
}

/** Leads to the first field that was refused; inside an open dialog, because the page behind it is asleep. */
function focusFirstError(): void {
  const dialogs = document.querySelectorAll<HTMLElement>('dialog[open]');
  const field = (dialogs[dialogs.length - 1] ?? document).querySelector<HTMLElement>('[aria-invalid=true]');
  field?.focus({ preventScroll: true });
  // In the middle, so that the reason below it is seen too.
  field?.scrollIntoView({ block: 'center' });
}

export interface ActOptions<Output> {
  /** Reads of these domains are renewed when it worked; its own one when nothing is said. */
  renews?: readonly Domain[];
  /** Better words for refusals than the server's. */
  words?: RefusalWords;
  onDone?: (output: Output) => void;
}

/**
 * One act of the API. `run(input)` resolves to the output, or to undefined when it was refused: the reasons then stand in
 * `errors`, by field, and `code` is the refusal's. A defect of ours is thrown on.
 */
export function useAct<D extends Domain, N extends keyof Client[D] & string>(
  domain: D,
  name: N,
  { renews = [domain], words, onDone }: ActOptions<Out<D, N>> = {},
) {
  const T = usePartText();
  const renew = useRenew();
  const [errors, setErrors] = useState<FormErrors>(noErrors);
  const act = useMutation({
    mutationFn: ({ input, options }: { input: In<D, N>; options: CallOptions | undefined }) =>
      callOf(domain, name)(input, options),
  });
  async function run(input: In<D, N>, options?: CallOptions): Promise<Out<D, N> | undefined> {
    setErrors(noErrors);
    try {
      const output = await act.mutateAsync({ input, options });
      renew(...renews);
      onDone?.(output);
      return output;
    } catch (thrown) {
      setErrors(formErrorsOf(thrown, T.notSent, words));
      requestAnimationFrame(focusFirstError);
      return undefined;
    }
  }
  const code = (act.error as { code?: string | null } | null)?.code ?? undefined;
  return { run, errors, setErrors, code, isBusy: act.isPending };
}
