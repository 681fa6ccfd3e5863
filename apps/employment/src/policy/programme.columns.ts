import type { ColumnPolicy, TablePolicy } from '@nuan/database';

const LIST =
  'id upload_id is_dry_run mode region_code state started_by started_at finished_at row_count barred_count imported_count';

/** The row of a list that names a person. */
const rowOf = (person: string, made: string): TablePolicy => ({
  INTERNAL: `import_id line ${made}`,
  PERSONAL: { UNNAMED: person },
});

/** How sensitive the columns are of training, referrals, placements, start-ups and grants. */
export const programmeColumns: ColumnPolicy = {
  asset_grant_import: { INTERNAL: `${LIST} pilot_id` },
  asset_grant_import_row: rowOf('serial_no', 'asset_grant_id'),
  attendance_import: { INTERNAL: `${LIST} session_id` },
  attendance_import_row: rowOf('day_key', 'enrollment_id'),
  completion_import: { INTERNAL: `${LIST} session_id` },
  completion_import_row: rowOf('person_key', 'enrollment_id'),
  job_referral_import: { INTERNAL: LIST },
  job_referral_import_row: rowOf('job_key', 'job_referral_id'),
  job_vacancy_import: { INTERNAL: LIST },
  job_vacancy_import_row: { INTERNAL: 'import_id job_key line job_vacancy_id' },
  placement_import: { INTERNAL: LIST },
  placement_import_row: rowOf('job_key', 'placement_id'),
  retention_import: { INTERNAL: LIST },
  retention_import_row: rowOf('term_key', 'placement_id'),
  startup_project_import: { INTERNAL: LIST },
  startup_project_import_row: rowOf('person_key', 'startup_project_id'),
  startup_hire_import: { INTERNAL: `${LIST} project_id` },
  startup_hire_import_row: rowOf('person_key', 'placement_id'),
  asset_follow_up: { INTERNAL: 'id asset_grant_id visited_on', PERSONAL: { UNNAMED: 'is_used', ERASED: 'finding' } },
  asset_grant: {
    INTERNAL: 'id pilot_id region_code state version',
    PERSONAL: {
      UNNAMED: 'person_id asset serial_no value_fen given_on transferred_to_id ended_on',
      ERASED: 'ended_reason',
    },
  },
  attendance: { INTERNAL: 'id enrollment_id', PERSONAL: { UNNAMED: 'attended_on hours' } },
  employment_payment: {
    INTERNAL:
      'id purpose training_program_id startup_project_id pilot_id region_code paid_on amount_fen reverses_id voucher_no disbursement_id disbursement_turn support_mode subsidy_from subsidy_to loan_due_on',
    PERSONAL: { LEDGER: 'reason' },
  },
  enrollment: {
    INTERNAL: 'id session_id region_code version',
    PERSONAL: {
      UNNAMED: 'person_id state enrolled_on completed_on dropped_on',
      ERASED: 'certificate_no dropped_reason',
    },
  },
  enrollment_import: { INTERNAL: `${LIST} session_id` },
  enrollment_import_row: rowOf('person_id', 'enrollment_id'),
  enterprise_projection: {
    INTERNAL: 'id region_code industry distress is_demonstration credit_code source_version projected_at',
  },
  job_referral: {
    INTERNAL: 'id vacancy_id employer_id region_code position version',
    PERSONAL: { UNNAMED: 'person_id state offered_on closed_on', ERASED: 'declined_reason' },
  },
  job_vacancy: { INTERNAL: 'id enterprise_id region_code title openings posted_on posted_by closed_on version' },
  person_year_outcome: {
    INTERNAL: 'year',
    PERSONAL: {
      UNNAMED:
        'person_id trained_in placed_in retained_3m_in retained_6m_in startup_hired_in migrant_placed_in employed_in employed_3m_in employed_6m_in',
    },
  },
  pilot: { INTERNAL: 'id name year starts_on ends_on selection_rule' },
  pilot_city: { INTERNAL: 'pilot_id region_code budget_fen spent_fen id version' },
  placement: {
    INTERNAL: 'id startup_project_id region_code version referral_id',
    PERSONAL: {
      UNNAMED:
        'person_id employer_id is_migrant placed_on routes retained_3m retained_6m ended_on retained_3m_on retained_6m_on',
      ERASED: 'contract_ref retained_3m_proof retained_6m_proof ended_reason',
    },
    SENSITIVE: { UNNAMED: 'wage_fen' },
  },
  programme_payment_projection: {
    INTERNAL: 'id region_code status source_version projected_at',
    PERSONAL: { LEDGER: 'purpose amount_fen payee_id' },
  },
  startup_entry: {
    INTERNAL: 'id startup_project_id region_code kind made_on amount_fen item proof_no reverses_id',
    PERSONAL: { LEDGER: 'reason' },
  },
  startup_project: {
    INTERNAL:
      'id name enterprise_id region_code year support amount_fen paid_fen state applied_on funded_on jobs_planned version applied_by reviewed_by reviewed_on closed_on recovered_fen recovered_on loan_fen loan_due_on repaid_fen material_fen',
    PERSONAL: { UNNAMED: 'leader_id', ERASED: 'review_opinion closed_reason recovered_reason' },
  },
  training_program: { INTERNAL: 'id name kind year region_code union_id budget_fen spent_fen version' },
  training_session: {
    INTERNAL: 'id program_id region_code name provider starts_on ends_on capacity version required_hours',
  },
  union_tree: { INTERNAL: 'id parent_id successor_id source_version' },
  worker_projection: {
    INTERNAL: 'id region_code union_id erased_on source_version projected_at',
    PERSONAL: { UNNAMED: 'household_id employer_id is_migrant diversion' },
    SENSITIVE: { ERASED: 'number_token' },
    unsealed: { number_token: 'a keyed hash, as text: it tells one number from another and opens none' },
  },
};
