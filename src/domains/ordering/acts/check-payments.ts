import type { Tx } from '../../../engines/db/tx.ts';
import { setPaymentClosed, takeDuePayments, type DuePayment } from '../store/payments.ts';

/** Payments asked about in one round; each is a network call. */
const paymentsPerRound = 50;

/**
 * Payments nobody reported on for a while. Ask the provider outside of this transaction: what is paid goes to
 * `completePayments`; what belongs to an order that is over is closed there, then here.
 */
export async function takePaymentsToCheck(tx: Tx): Promise<DuePayment[]> {
  return takeDuePayments(tx, paymentsPerRound);
}

export async function closePayment(tx: Tx, paymentId: string): Promise<void> {
  await setPaymentClosed(tx, paymentId);
}
