import type { ColumnPolicy } from '@nuan/database';

/** How sensitive the columns are of payments, batches, the bank and reconciliation. */
export const paymentColumns: ColumnPolicy = {
  disbursement: {
    INTERNAL:
      'id status campaign_code target_group mode cash_reason enterprise_id union_id region_code fund_id allocation_id source consolation_event_id top_up_of_id is_first_of_year idempotency_key filed_by filed_at approved_by approved_at second_approved_by second_approved_at paid_by paid_at version batch_id position request_hash cap_scope approved_hash reserved_at sent_by sent_at failed_at released_by released_at reversal_requested_by reversal_requested_at reversed_by reversed_at standard_id request_id',
    PERSONAL: {
      LEDGER:
        'purpose amount_fen payee_id household_id student_id head_id category tier file_status recorded_on last_reviewed_on cap_fen cap_used_fen bank_ref medical_evidence_id failure_code release_reason reversal_reason',
    },
    SENSITIVE: { LEDGER: 'account_token' },
    unsealed: { account_token: 'a keyed hash, as text: it tells one account from another and opens none' },
  },
  disbursement_problem: {
    INTERNAL: 'found_at batch_id resolved_at',
    PERSONAL: { LEDGER: 'disbursement_id rule field facts' },
  },
  loaded_payment: { INTERNAL: 'disbursement_id' },
  payee_registration: {
    INTERNAL: 'id region_code registered_by registered_at ended_by ended_at',
    PERSONAL: { UNNAMED: 'household_id payee_id name_matches', ERASED: 'account_mask reason' },
    SENSITIVE: { ERASED: 'account_token' },
    unsealed: { account_token: 'a keyed hash, as text: it tells one account from another and opens none' },
  },
  payment_batch: {
    INTERNAL:
      'id version status title campaign_code target_group purpose mode cash_reason region_code union_id fund_id allocation_id amount_rule idempotency_key line_count total_fen reserved_count reserved_fen filed_by filed_at approved_by approved_at second_approved_by second_approved_at sent_by sent_at settled_at cancelled_by cancelled_at cancel_reason',
  },
  payment_return: {
    INTERNAL: 'id disbursement_id anomaly_id transaction_id region_code returned_by returned_at',
    PERSONAL: { LEDGER: 'amount_fen bank_ref reason' },
  },
  programme_payment: { INTERNAL: 'id status region_code version', PERSONAL: { LEDGER: 'purpose amount_fen payee_id' } },
  request_payment: { INTERNAL: 'id status region_code version', PERSONAL: { LEDGER: 'request_id amount_fen paid_on' } },
  bank_anomaly: {
    INTERNAL:
      'id version kind status answer_id line_no file_no outcome return_code region_code found_at resolved_by resolved_at',
    PERSONAL: { LEDGER: 'disbursement_id amount_fen sent_fen bank_ref resolution reason' },
  },
  bank_answer: {
    INTERNAL:
      'id version status source kind answer_no encoding dated_on region_code byte_count line_count total_fen lines_start_at file_sha256 applied_count anomaly_count fault_rule fault_line same_as_id received_by received_at applied_at',
  },
  bank_answer_piece: { INTERNAL: 'answer_id start_byte end_byte', PERSONAL: { LEDGER: 'content' } },
  bank_file: {
    INTERNAL:
      'id version file_no status batch_id region_code encoding prepared_on line_count total_fen lines_sha256 opened_by opened_at written_at answered_at',
  },
  bank_line: {
    INTERNAL:
      'file_id line_no disbursement_id region_code state answered_at answer_id query_attempts queried_at statement_id',
    PERSONAL: { LEDGER: 'payee_id mode amount_fen purpose bank_ref return_code' },
    SENSITIVE: { LEDGER: 'account_token' },
    unsealed: { account_token: 'a keyed hash, as text: it tells one account from another and opens none' },
  },
  reconciliation_run: { INTERNAL: 'id campaign_code ran_by ran_at difference_count differences' },
};
