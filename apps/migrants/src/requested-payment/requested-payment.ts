import type { RequestPaymentProjection } from '../projection/request-payment-projection.entity';
import { RequestedPaymentState } from './requested-payment-state';

/** States of a payment of assistance that stands for nothing any more: it was given up, or taken back. */
const GONE = `('RELEASED','REVERSED')`;
/** States in which the money is with the person. */
const MADE: readonly string[] = ['PAID', 'RECONCILED'];

/** Whether the payment `alias` stands, as SQL. */
export const isStanding = (alias: string): string => `${alias}.status not in ${GONE}`;

/** Where the payment of the request `id` is, as SQL. */
export const stateSql = (id: string): string => `coalesce((
  select max(case when y.status in ('${MADE.join("','")}') then '${RequestedPaymentState.PAID}' else '${RequestedPaymentState.IN_PAYMENT}' end)
  from request_payment_projection y where y.request_id = ${id} and ${isStanding('y')}), '${RequestedPaymentState.OPEN}')`;

/** Where a payment is, given the one that stands. */
export function stateOf(payment: RequestPaymentProjection | null): RequestedPaymentState {
  if (payment === null) return RequestedPaymentState.OPEN;
  return isMade(payment) ? RequestedPaymentState.PAID : RequestedPaymentState.IN_PAYMENT;
}

/** Whether the money of a payment is with the person. */
export function isMade(payment: RequestPaymentProjection | null): payment is RequestPaymentProjection {
  return payment !== null && MADE.includes(payment.status);
}
