import { Disbursement } from './disbursement.entity';

/** The columns of `disbursement d` under the names of the entity. */
export const DISBURSEMENT_COLUMNS = `d.id, d.status, d.campaign_code as "campaignCode", d.target_group as "group", d.purpose, d.mode,
  d.cash_reason as "cashReason", d.amount_fen as amount, d.payee_id as "payeeId", d.household_id as "householdId",
  d.enterprise_id as "enterpriseId", d.student_id as "studentId", d.union_id as "unionId", d.region_code as "regionCode",
  d.fund_id as "fundId", d.allocation_id as "allocationId", d.source, d.consolation_event_id as "consolationEventId",
  d.top_up_of_id as "topUpOfId", d.is_first_of_year as "isFirstOfYear", d.head_id as "headId", d.category, d.tier,
  d.file_status as "fileStatus", d.recorded_on as "recordedOn", d.last_reviewed_on as "lastReviewedOn", d.cap_fen as cap,
  d.cap_used_fen as "capUsed", d.idempotency_key as "idempotencyKey", d.bank_ref as "bankRef", d.filed_by as "filedBy",
  d.filed_at as "filedAt", d.approved_by as "approvedBy", d.approved_at as "approvedAt", d.second_approved_by as "secondApprovedBy",
  d.second_approved_at as "secondApprovedAt", d.paid_by as "paidBy", d.paid_at as "paidAt"`;

/** A payment from a row read with {@link DISBURSEMENT_COLUMNS}. */
export function toDisbursement(row: Record<string, unknown>): Disbursement {
  return Object.assign(new Disbursement(), row, {
    amount: BigInt(String(row['amount'])),
    cap: BigInt(String(row['cap'])),
    capUsed: BigInt(String(row['capUsed'])),
  });
}
