import { QueryClient } from '@tanstack/react-query';

const staleMs = 15_000;
const keptMs = 30 * 60_000;
const retries = 2;

/** A failed answer the server gave on purpose (4xx): asking again will not change it. */
function isFinal(error: unknown): boolean {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500;
}

/**
 * Reads are shown from memory first and renewed when 15 s old, on focus and on reconnect; network failures are tried
 * twice more, refusals never. Acts are never repeated by themselves: each carries its own idempotency key.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: staleMs,
        gcTime: keptMs,
        retry: (failures, error) => failures < retries && !isFinal(error),
        networkMode: 'offlineFirst',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
