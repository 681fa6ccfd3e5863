import type { ColumnPolicy } from '@nuan/database';

/** How sensitive the columns are of applications, persons in them, checks and publicity. */
export const filingColumns: ColumnPolicy = {
  filing_application: {
    INTERNAL:
      'id status previous_file_id consent_id region_code union_id created_by created_at submitted_at recorded_at version round assessment_id override_proposed_by override_confirmed_by submitted_by reviewed_by verified_by approved_by erased_on',
    PERSONAL: {
      UNNAMED:
        'applicant_id household_id category primary_cause secondary_causes tier key_group is_migrant is_accidental can_help_itself housing_type housing_area_m2 homes_owned runs_business has_costly_schooling keeps_vehicle is_idle_without_reason override_category',
      ERASED: 'other_cause bank_name bank_account_kind bank_account_mask override_reason',
    },
    SENSITIVE: { ERASED: 'address_sealed bank_account_sealed bank_account_hash' },
  },
  filing_person: {
    INTERNAL: 'id application_id ordinal is_current',
    PERSONAL: {
      ERASED: 'name id_number_mask phone_mask birth_year',
      UNNAMED:
        'relation gender employment_status occupation_group employer_id model_worker_level is_union_member is_migrant contract_from_on contract_until_on employed_since_on resident_since_on has_residence_permit diversion study_level enrolled_year programme_years worker_id',
    },
    SENSITIVE: {
      ERASED: 'id_number_sealed id_number_hash phone_sealed phone_hash health_sealed disability_sealed school_name',
    },
    unsealed: { school_name: 'the name of a school, shown to the officers of the file’s own region alone' },
  },
  filing_amount: {
    INTERNAL: 'id application_id ordinal is_current',
    PERSONAL: { UNNAMED: 'person_id', ERASED: 'note' },
    SENSITIVE: { UNNAMED: 'kind amount_fen' },
    unsealed: { kind: 'a word of a closed list, without which the amounts cannot be added' },
  },
  filing_assessment: {
    INTERNAL: 'id application_id rule_set_id assessed_on assessed_by',
    PERSONAL: { UNNAMED: 'members line_fen is_accidental result' },
    SENSITIVE: { UNNAMED: 'annual_income_fen imputed_income_fen rigid_expense_fen net_per_capita_fen steps' },
    unsealed: { steps: 'sums and rules alone, read again when the assessment is questioned' },
  },
  active_person: { PERSONAL: { EXPIRES: 'household_id application_id' }, SENSITIVE: { EXPIRES: 'id_number_hash' } },
  consent: {
    INTERNAL: 'id recorded_by',
    PERSONAL: {
      UNNAMED:
        'worker_id guardian_id filing_person_id filing_guardian_id purpose text_version channel given_at withdrawn_at application_id',
    },
  },
  data_check: {
    INTERNAL: 'id application_id consent_id source checked_at list_id checked_by filed_by resolved_by resolved_at',
    PERSONAL: { UNNAMED: 'result rule', ERASED: 'note resolution' },
  },
  decision: {
    INTERNAL: 'id application_id exit_review_id stage decided_by decided_at round',
    PERSONAL: { UNNAMED: 'verdict', ERASED: 'opinion' },
  },
  exclusion_finding: {
    INTERNAL: 'id application_id data_check_id found_by found_at cleared_at overridden_by overridden_at',
    PERSONAL: { UNNAMED: 'rule origin', ERASED: 'evidence override_reason' },
  },
  household_visit: {
    INTERNAL: 'id application_id visited_at visited_by round',
    PERSONAL: { UNNAMED: 'persons_met confirms_declaration', ERASED: 'findings' },
  },
  objection: {
    INTERNAL: 'id notice_id raised_at state resolved_at raised_with resolved_by',
    PERSONAL: { ERASED: 'content resolution' },
  },
  publicity_notice: {
    PUBLIC: 'kind posted_on min_working_days earliest_end_on closed_on',
    INTERNAL: 'id application_id exit_review_id place',
    PERSONAL: { UNNAMED: 'outcome' },
  },
  publicity_rule: { PUBLIC: 'region_code kind min_working_days valid_from' },
  required_check: { PUBLIC: 'region_code source valid_from valid_to' },
  category_rule_set: {
    PUBLIC:
      'id generation region_code valid_from valid_to near_percent accident_percent accident_cost_share_percent imputed_wage_fen exempt_incomes exclusions document',
  },
};
