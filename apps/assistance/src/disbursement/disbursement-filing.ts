import { assertMayWrite, writePatterns } from '@nuan/auth';
import { isCheckViolation, isUniqueViolation } from '@nuan/database';
import { ConflictError, InvalidInputError, NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { assertWritesForUnion, RuleBroken } from '@nuan/federation';
import { DeliveryMode, newId, TargetGroupKind } from '@nuan/kernel';

import { answerRequest } from '../payment-request/requested-payment';
import type { FileDisbursementInput } from './disbursement.inputs';

const BY_ACCOUNT: readonly DeliveryMode[] = [DeliveryMode.BANK_CARD, DeliveryMode.PASSBOOK];

/** The facts of a payment that are decided by how it is made, whoever files it: alone, or as the lines of a batch. */
export interface PaymentKind {
  readonly group: TargetGroupKind;
  readonly mode: DeliveryMode;
  readonly cashReason?: string | null | undefined;
}

/** Refuses what can't be filed at all: a filed household is paid by account (I15), cash has its reason (I16). */
export function assertKind(tx: ActTransaction, { group, mode, cashReason }: PaymentKind): void {
  if (group === TargetGroupKind.FILED_HOUSEHOLD && !BY_ACCOUNT.includes(mode))
    tx.refuse(
      new RuleBroken(
        'FILED_HOUSEHOLD_BY_ACCOUNT',
        'mode',
        'A filed household is paid to a card or passbook in its own name.',
      ),
    );
  if (mode === DeliveryMode.CASH && !cashReason)
    tx.refuse(
      new RuleBroken('CASH_REASON_REQUIRED', 'cashReason', 'Say why it is paid in cash; a second approver decides.'),
    );
  if (mode !== DeliveryMode.CASH && cashReason)
    tx.refuse(new RuleBroken('CASH_REASON_FOR_CASH', 'cashReason', 'A reason for cash goes with cash alone.'));
}

/** Refuses an amount that is nothing or less. */
export function assertAmount(amount: bigint, field = 'amount'): void {
  if (amount <= 0n) throw new InvalidInputError(field, 'AMOUNT_POSITIVE', 'An amount is above 0.00.');
}

interface Beneficiary {
  readonly regionCode: string;
  readonly headId: string | null;
}

interface PayingAllocation {
  readonly fundId: string;
  readonly source: string;
  readonly unionId: string;
}

/**
 * Files a payment as a draft (提交): amount, payee, purpose and allocation stay as they are filed. Returns its id.
 *
 * @throws NotFoundError for a household, an allocation or a campaign that is unknown or outside the viewer's regions.
 */
export async function fileDraft(tx: ActTransaction, filed: FileDisbursementInput): Promise<string> {
  assertAmount(filed.amount);
  assertKind(tx, filed);
  const input = await answerRequest(tx, filed);
  const { regionCode, headId } = await beneficiaryOf(tx, input);
  const payeeId = input.payeeId ?? headId;
  if (payeeId === null) throw new InvalidInputError('payeeId', 'PAYEE_REQUIRED', 'Name the person who is paid.');
  const allocation = await payingAllocation(tx, input.allocationId, regionCode);
  await assertWritesForUnion(tx, allocation.unionId, 'allocationId', 'disbursement:file');
  const campaign = input.campaign ?? null;
  if (campaign !== null) await assertCampaign(tx, campaign);
  const id = newId();
  const row = {
    id,
    campaign_code: campaign,
    target_group: input.group,
    purpose: input.purpose,
    mode: input.mode,
    cash_reason: input.cashReason ?? null,
    amount_fen: String(input.amount),
    payee_id: payeeId,
    household_id: input.householdId ?? null,
    enterprise_id: input.enterpriseId ?? null,
    student_id: input.studentId ?? null,
    medical_evidence_id: input.medicalEvidenceId ?? null,
    request_id: input.requestId ?? null,
    consolation_event_id: input.consolationEventId ?? null,
    top_up_of_id: input.topUpOfId ?? null,
    union_id: allocation.unionId,
    region_code: regionCode,
    fund_id: allocation.fundId,
    allocation_id: input.allocationId,
    source: allocation.source,
    idempotency_key: input.idempotencyKey,
    filed_by: tx.viewer.subject,
    filed_at: tx.now,
  };
  await insertDraft(tx, row);
  tx.about('Disbursement', id);
  tx.within(regionCode);
  tx.note({ amountFen: row.amount_fen, group: input.group, purpose: input.purpose, mode: input.mode });
  return id;
}

async function beneficiaryOf(tx: ActTransaction, input: FileDisbursementInput): Promise<Beneficiary> {
  if (!input.householdId) {
    const regionCode = input.regionCode ?? '';
    if (regionCode === '' || regionCode.endsWith('0000'))
      throw new InvalidInputError('regionCode', 'REGION_REQUIRED', 'Name the county of the beneficiary.');
    assertMayWrite(tx.viewer, regionCode, 'disbursement:file');
    return { regionCode, headId: null };
  }
  const [household] = await tx.query<(Beneficiary & { readonly unionId: string })[]>(
    `select region_code as "regionCode", union_id as "unionId", head_worker_id as "headId" from household_projection
     where id = $1 and region_code like any($2::text[])`,
    [input.householdId, writePatterns(tx.viewer)],
  );
  if (!household) throw new NotFoundError('Household', input.householdId);
  await assertWritesForUnion(tx, household.unionId, 'householdId', 'disbursement:file');
  return household;
}

/** An allocation pays within its own region; one of elsewhere is as good as unknown. */
async function payingAllocation(tx: ActTransaction, id: string, regionCode: string): Promise<PayingAllocation> {
  const [allocation] = await tx.query<PayingAllocation[]>(
    `select fund_id as "fundId", source, to_union_id as "unionId" from allocation
     where id = $1 and region_code = any (region_and_above($2))`,
    [id, regionCode],
  );
  if (!allocation) throw new NotFoundError('Allocation', id);
  return allocation;
}

/** Refuses the code of a campaign that doesn't exist. */
export async function assertCampaign(tx: ActTransaction, code: string): Promise<void> {
  const found = await tx.query<unknown[]>('select from campaign where code = $1', [code]);
  if (found.length === 0) throw new NotFoundError('Campaign', code);
}

async function insertDraft(tx: ActTransaction, row: Readonly<Record<string, unknown>>): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map((_column, at) => `$${at + 1}`);
  await tx
    .query(
      `insert into disbursement (status, ${columns.join(', ')}) values ('DRAFT', ${places.join(', ')})`,
      Object.values(row),
    )
    .catch((error: unknown) => refuseDuplicate(tx, error));
}

/** What the constraints say of a payment as it is filed; anything else goes on as it came. */
export function refuseDuplicate(tx: ActTransaction, error: unknown): never {
  if (isUniqueViolation(error, 'disbursement_household_id_campaign_code_purpose_unique'))
    tx.refuse(
      new RuleBroken(
        'ONE_PAYMENT_PER_PURPOSE',
        'topUpOfId',
        'The household has a payment for this purpose in the campaign: release it, or name it as the one that is topped up.',
      ),
    );
  if (isUniqueViolation(error, 'disbursement_student_id_academic_year_unique'))
    tx.refuse(
      new RuleBroken(
        'SCHOLARSHIP_ONCE_A_YEAR',
        'studentId',
        'The student has a scholarship for this academic year already.',
      ),
    );
  if (isUniqueViolation(error, 'disbursement_request_id_unique'))
    tx.refuse(
      new RuleBroken(
        'REQUEST_ANSWERED',
        'requestId',
        'Another payment answers the request: release or reverse it first.',
      ),
    );
  if (isCheckViolation(error, 'disbursement_medical_evidence_with_purpose'))
    tx.refuse(
      new RuleBroken('EVIDENCE_FOR_MEDICAL', 'medicalEvidenceId', 'Evidence of own cost goes with medical aid alone.'),
    );
  if (isForeignKeyViolation(error, 'disbursement_medical_evidence_id_fk'))
    tx.refuse(new RuleBroken('MEDICAL_EVIDENCE', 'medicalEvidenceId', 'No evidence has this id.'));
  if (isUniqueViolation(error, 'disbursement_idempotency_key_unique'))
    throw new ConflictError('IDEMPOTENCY_KEY_REUSED', 'This key was used for another payment; take a new key.', {
      field: 'idempotencyKey',
    });
  throw error;
}

function isForeignKeyViolation(error: unknown, constraint: string): boolean {
  const { code, constraint: broken } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  return code === '23503' && broken === constraint;
}
