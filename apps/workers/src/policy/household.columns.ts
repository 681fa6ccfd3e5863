import type { ColumnPolicy } from '@nuan/database';

/** How sensitive the columns are of files, their members and what happens to them. */
export const householdColumns: ColumnPolicy = {
  household: {
    INTERNAL:
      'id status rule_set override_approved_by region_code union_id version changed_at erased_on bank_account_name_checked',
    PERSONAL: {
      UNNAMED:
        'file_no previous_file_id tier category primary_cause secondary_causes is_migrant is_zero_employment is_model_worker can_help_itself key_group measure employer_id head_id size line_fen assessed_size assessed_on housing_type housing_area_m2 recorded_on last_reviewed_on next_review_due_on last_visited_at exited_on exit_reason follow_up_until_on temporary_reason closed_on stale_confirmed_until_on',
      ERASED: 'override_reason other_cause bank_name bank_account_mask bank_account_kind',
    },
    SENSITIVE: {
      ERASED: 'address_sealed bank_account_sealed bank_account_hash',
      UNNAMED: 'annual_income_fen rigid_expense_fen net_per_capita_fen',
    },
  },
  worker: {
    INTERNAL: 'id region_code union_id version erased_on',
    PERSONAL: {
      ERASED: 'name id_number_mask phone_mask birth_year gender',
      UNNAMED:
        'household_id relation employer_id is_migrant employment_status occupation_group model_worker_level contract_until_on is_union_member diversion member_since_on',
    },
    SENSITIVE: { ERASED: 'id_number_sealed id_number_hash phone_sealed phone_hash health_sealed disability_sealed' },
  },
  student: {
    INTERNAL: 'id version region_code',
    PERSONAL: { UNNAMED: 'worker_id household_id level enrolled_year programme_years ended_on is_migrant' },
    SENSITIVE: { ERASED: 'school_name' },
    unsealed: { school_name: 'the name of a school, shown to the officers of the file’s own region alone' },
  },
  former_member: { INTERNAL: 'id', PERSONAL: { UNNAMED: 'household_id worker_id relation left_on joined_on reason' } },
  migrant_evidence: {
    INTERNAL: 'id recorded_by recorded_at withdrawn_at withdrawn_by version',
    PERSONAL: { UNNAMED: 'worker_id kind from_on until_on', ERASED: 'withdrawn_reason' },
    SENSITIVE: { ERASED: 'document_sealed' },
  },
  assessment: {
    INTERNAL: 'id region_code rule_set_id assessed_on assessed_by',
    PERSONAL: { UNNAMED: 'household_id members line_fen is_accidental result' },
    SENSITIVE: { UNNAMED: 'annual_income_fen imputed_income_fen rigid_expense_fen net_per_capita_fen steps' },
    unsealed: { steps: 'sums and rules alone, read again when the assessment is questioned' },
  },
  assessment_line: {
    INTERNAL: 'id assessment_id ordinal',
    PERSONAL: { UNNAMED: 'worker_id' },
    SENSITIVE: { UNNAMED: 'kind amount_fen' },
    unsealed: { kind: 'a word of a closed list, without which the amounts cannot be added' },
  },
  category_override: {
    INTERNAL: 'id region_code state proposed_by proposed_at decided_by decided_at version',
    PERSONAL: { UNNAMED: 'household_id category', ERASED: 'reason opinion' },
  },
  annual_review: {
    INTERNAL: 'id region_code state opened_by opened_on found_by closed_by closed_on version',
    PERSONAL: { UNNAMED: 'household_id is_still_in_hardship visited_on assessment_id', ERASED: 'findings' },
  },
  exit_review: {
    INTERNAL: 'id region_code state proposed_by proposed_on closed_on version proposed_as decided_by',
    PERSONAL: {
      UNNAMED: 'household_id reason months_above_line follow_up_until_on notice_no notice_channel notice_served_on',
      ERASED: 'explanation',
    },
  },
  exit_income_evidence: {
    INTERNAL: 'id exit_review_id source',
    PERSONAL: { UNNAMED: 'month_on line_fen' },
    SENSITIVE: { UNNAMED: 'per_capita_fen' },
  },
  follow_up_task: {
    INTERNAL: 'id exit_review_id region_code due_on state done_on done_by version',
    PERSONAL: { UNNAMED: 'household_id is_relapse_feared', ERASED: 'finding' },
  },
  file_event: {
    INTERNAL: 'id actor_id',
    PERSONAL: { UNNAMED: 'household_id worker_id kind happened_at', ERASED: 'note' },
  },
  file_number: { INTERNAL: 'region_code year last_sequence' },
  file_transfer: {
    INTERNAL: 'id state proposed_by proposed_at decided_by decided_at version union_transfer_id employer_transfer_id',
    PERSONAL: {
      UNNAMED: 'household_id file_no from_region_code from_union_id to_region_code to_union_id reason',
      ERASED: 'explanation opinion',
    },
  },
  erasure_request: {
    INTERNAL: 'id region_code state requested_by requested_at decided_by decided_at version',
    PERSONAL: { AUDIT: 'worker_id ground kept_until_on', ERASED: 'wish opinion' },
  },
  subject_export: {
    INTERNAL: 'id region_code requested_by requested_at expires_at opened_by opened_at failed_attempts',
    PERSONAL: { AUDIT: 'worker_id reason' },
  },
  stale_confirmation: {
    INTERNAL: 'id confirmed_by confirmed_at',
    PERSONAL: { UNNAMED: 'household_id until_on', ERASED: 'reason' },
  },
  household_match: {
    INTERNAL: 'id list_id region_code found_at resolved_by resolved_at',
    PERSONAL: { UNNAMED: 'household_id worker_id source result rule consent_id', ERASED: 'resolution' },
  },
  aid_projection: { INTERNAL: 'source_version', PERSONAL: { UNNAMED: 'household_id has_active_plan last_aid_on' } },
  enterprise_projection: { INTERNAL: 'id region_code union_id distress industry headcount closed_on source_version' },
  min_living_line_projection: { PUBLIC: 'region_code valid_from line_fen', INTERNAL: 'source_version' },
  union_tree: { INTERNAL: 'id parent_id successor_id source_version' },
  union_projection: { INTERNAL: 'id name level region_code dissolved_on successor_id source_version' },
  employer_transfer: {
    INTERNAL: 'id enterprise_id region_code due_count open_count busy_count proposed_by proposed_at',
  },
  union_transfer: {
    INTERNAL:
      'id union_id successor_id region_code to_region_code reason due_count open_count busy_count proposed_by proposed_at',
  },
};
