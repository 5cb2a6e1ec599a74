import type { ReactNode } from 'react';
import { ErrorState, Loading } from '../../kit/parts/states.tsx';

interface ReadView<Data> {
  data: Data | undefined;
  isError: boolean;
  isFetching: boolean;
  error: Error | null;
  refetch: () => unknown;
}

/** What a read gave; its skeleton while it is on the way; the reason and another try when it failed. */
export function Shown<Data>({
  of,
  skeleton,
  children,
}: {
  of: ReadView<Data>;
  skeleton: ReactNode;
  children: (data: Data) => ReactNode;
}) {
  if (of.data !== undefined) return children(of.data);
  if (of.isError) return <ReadFailed of={of} />;
  return <Loading>{skeleton}</Loading>;
}

/** A refusal says its own reason; a silent network the usual words. */
function ReadFailed({ of }: { of: Pick<ReadView<unknown>, 'error' | 'refetch' | 'isFetching'> }) {
  const isAnswer = ((of.error as { status?: number } | null)?.status ?? 0) > 0;
  return (
    <ErrorState
      onRetry={() => void of.refetch()}
      isBusy={of.isFetching}
      {...(isAnswer && { text: of.error?.message })}
    />
  );
}
