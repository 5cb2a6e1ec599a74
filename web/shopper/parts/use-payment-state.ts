import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/client/browser.ts';
import { useRenew } from '../../kit/use-api.ts';
import type { Out } from '../../kit/use-api.ts';

export type PaymentState = Out<'ordering', 'checkPayment'>['state'] | 'checking';

const askEveryMs = 2_000;
/** After half a minute the person is asked to ask: the provider's own report comes later anyway. */
const askTimes = 15;

/** Asks the provider through the server until the payment is decided. */
export function usePaymentState(orderGroupId: string) {
  const renew = useRenew();
  const query = useQuery({
    queryKey: ['payment', orderGroupId],
    queryFn: async () => {
      const answer = await api.ordering.checkPayment({ orderGroupId });
      if (answer.state !== 'pending') renew('ordering');
      return answer;
    },
    refetchInterval: ({ state }) =>
      state.data?.state === 'pending' && state.dataUpdateCount < askTimes ? askEveryMs : false,
    staleTime: 0,
  });
  const state: PaymentState = query.data?.state ?? (query.isError ? 'pending' : 'checking');
  return {
    state,
    problem: query.isError ? query.error.message : undefined,
    isChecking: query.isFetching,
    check: () => void query.refetch(),
  };
}
