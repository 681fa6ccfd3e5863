import { writePatterns } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { AidPurpose, DeliveryMode } from '@nuan/kernel';

import type { FileDisbursementInput } from '../disbursement/disbursement.inputs';

interface RequestRow {
  readonly region_code: string;
  readonly amount_fen: string;
  readonly enterprise_id: string | null;
  readonly worker_id: string | null;
  readonly mode: DeliveryMode | null;
}

/** Purposes that answer an advance of wages, and a travel subsidy: as an earmark names one or the other. */
const ADVANCE: readonly AidPurpose[] = [AidPurpose.TEMPORARY];
const TRAVEL: readonly AidPurpose[] = [AidPurpose.TRANSPORT, AidPurpose.TEMPORARY];

/** A subsidy goes to the card or passbook of who travels: no exception makes it cash, goods or a voucher. */
const BY_ACCOUNT: readonly DeliveryMode[] = [DeliveryMode.BANK_CARD, DeliveryMode.PASSBOOK];
/**
 * Wages are paid in money, never in goods or securities (工资支付暂行规定, 劳部发〔1994〕489号, art. 5). Cash is held to the rules of
 * cash besides (I16).
 */
const IN_MONEY: readonly DeliveryMode[] = [...BY_ACCOUNT, DeliveryMode.CASH];

/**
 * Holds a payment against the request that it answers, and fills in what the request says: who is paid for a travel subsidy, the
 * enterprise of an advance, the region of either. That a request has one payment that stands is a unique index of its own.
 *
 * @throws NotFoundError for a request that is unknown or outside the viewer's regions.
 */
export async function answerRequest(tx: ActTransaction, input: FileDisbursementInput): Promise<FileDisbursementInput> {
  const { requestId } = input;
  if (requestId == null) return input;
  const [request] = await tx.query<RequestRow[]>(
    `select region_code, amount_fen, enterprise_id, worker_id, mode from payment_request_projection
     where id = $1 and region_code like any($2::text[])`,
    [requestId, writePatterns(tx.viewer)],
  );
  if (!request) throw new NotFoundError('PaymentRequest', requestId);
  assertAnswers(tx, input, request);
  tx.about('PaymentRequest', requestId);
  const regionCode = input.householdId ? input.regionCode : request.region_code;
  const filled: Partial<FileDisbursementInput> = {
    regionCode: regionCode ?? null,
    payeeId: request.worker_id ?? input.payeeId ?? null,
    enterpriseId: request.enterprise_id ?? input.enterpriseId ?? null,
  };
  return { ...input, ...filled };
}

function assertAnswers(tx: ActTransaction, input: FileDisbursementInput, request: RequestRow): void {
  const purposes = request.worker_id === null ? ADVANCE : TRAVEL;
  if (!purposes.includes(input.purpose))
    tx.refuse(
      new RuleBroken('REQUEST_PURPOSE', 'purpose', 'The request is for another purpose: take one that fits it.', {
        purposes: purposes.join(','),
      }),
    );
  const modes = modesOf(request);
  if (!modes.includes(input.mode))
    tx.refuse(
      new RuleBroken('REQUEST_MODE', 'mode', 'The request is not paid in this way: take one that fits it.', {
        modes: modes.join(','),
      }),
    );
  if (input.amount > BigInt(request.amount_fen))
    tx.refuse(
      new RuleBroken('AMOUNT_ABOVE_REQUEST', 'amount', 'No more is paid than was asked for.', {
        requestedFen: request.amount_fen,
      }),
    );
  const facts: readonly (readonly [keyof FileDisbursementInput, string | null])[] = [
    ['payeeId', request.worker_id],
    ['enterpriseId', request.enterprise_id],
    ['regionCode', request.region_code],
  ];
  for (const [field, asked] of facts) {
    const given = input[field] ?? null;
    if (asked !== null && given !== null && given !== asked)
      tx.refuse(
        new RuleBroken('NOT_AS_REQUESTED', field, 'The request says otherwise: leave it out, or pay as asked.'),
      );
  }
}

/** How a request may be paid: by the account that it names, where it names one. */
function modesOf({ worker_id, mode }: RequestRow): readonly DeliveryMode[] {
  if (mode !== null) return [mode];
  return worker_id === null ? IN_MONEY : BY_ACCOUNT;
}
