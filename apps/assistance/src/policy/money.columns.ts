import type { ColumnPolicy } from '@nuan/database';

/** How sensitive the columns are of funds, standards, donations and the ledger. */
export const moneyColumns: ColumnPolicy = {
  aid_standard: {
    PUBLIC:
      'id region_code target_group purpose category per_payment_fen per_year_fen valid_from valid_to basis cap_scope version',
  },
  approval_limit: { INTERNAL: 'level per_payment_fen per_batch_fen basis version' },
  allocation: {
    INTERNAL:
      'id fund_id source parent_id from_union_id from_level to_union_id to_level region_code status issued_on confirmed_on amount_fen available_fen reserved_fen spent_fen passed_down_fen moved_at confirmed_by version',
  },
  fund: {
    INTERNAL:
      'id source name year raised_by union_id region_code campaign_code rule_groups rule_purposes rule_tiers passes_down_in_full pass_down_due_on rule_regions closed_on version',
  },
  fund_rule_version: {
    INTERNAL: 'fund_id version rule_groups rule_purposes rule_tiers rule_regions replaced_by replaced_at reason',
  },
  ledger_entry: { INTERNAL: 'transaction_id line account allocation_id amount_fen' },
  ledger_transaction: { INTERNAL: 'id kind fund_id campaign_code posted_at posted_by reverses_id memo' },
  passing_down: {
    INTERNAL:
      'id allocation_id amount_fen proposed_by proposed_at issued_by issued_at transaction_id withdrawn_by withdrawn_at',
  },
  donation: {
    PUBLIC: 'donor',
    INTERNAL:
      'id kind campaign_code region_code union_id fund_id cash_fen received_on transaction_id returned_fen version',
  },
  donation_lot: {
    INTERNAL:
      'id donation_id goods quantity measure value_fen recipients issued_on valuation issued_quantity issued_value_fen written_off_quantity written_off_value_fen version',
  },
  donation_return: { INTERNAL: 'id donation_id cash_fen reason transaction_id returned_by returned_at' },
  lot_issue: { INTERNAL: 'id lot_id kind quantity recipients value_fen issued_on reason reverses_id made_by made_at' },
  lot_issue_recipient: { INTERNAL: 'issue_id donation_id', PERSONAL: { LEDGER: 'person_id is_taken_back' } },
  medical_evidence: {
    INTERNAL: 'id region_code recorded_by recorded_at withdrawn_by withdrawn_at version',
    PERSONAL: { UNNAMED: 'household_id person_id period_from period_to', ERASED: 'document_ref' },
    SENSITIVE: { LEDGER: 'invoice_fen reimbursed_fen own_cost_fen used_fen' },
  },
  study_evidence: {
    INTERNAL: 'id region_code recorded_by recorded_at withdrawn_by withdrawn_at version',
    PERSONAL: {
      UNNAMED: 'student_id household_id academic_year school_kind is_funded_elsewhere',
      ERASED: 'document_ref',
    },
  },
  scholarship_grant: {
    INTERNAL: 'id region_code version',
    PERSONAL: {
      LEDGER: 'student_id household_id academic_year level is_migrant amount_fen disbursement_id granted_on revoked_on',
    },
  },
};
