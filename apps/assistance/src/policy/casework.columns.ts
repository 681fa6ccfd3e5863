import type { ColumnPolicy } from '@nuan/database';

/** How sensitive the columns are of plans, pairings, campaigns and projections. */
export const caseworkColumns: ColumnPolicy = {
  aid_plan: {
    INTERNAL: 'id region_code union_id pairing_id status opened_on closed_on version superseded_by_id',
    PERSONAL: { UNNAMED: 'card_no household_id causes_answered closed_reason goal_on', ERASED: 'unanswered_reason' },
  },
  plan_item: {
    INTERNAL: 'id position due_on',
    PERSONAL: { UNNAMED: 'plan_id kind cause state done_on disbursement_id employment_ref', ERASED: 'dropped_reason' },
  },
  pairing: {
    INTERNAL: 'id region_code union_id is_primary starts_on ends_on version',
    PERSONAL: { UNNAMED: 'household_id ended_reason', OFFICER: 'helper_name helper_rank unit_name' },
  },
  pair_visit: { INTERNAL: 'id pairing_id', PERSONAL: { UNNAMED: 'visited_on', ERASED: 'finding' } },
  campaign: {
    INTERNAL: 'id code name status starts_on ends_on notice_no is_synthetic figures_as_of region_code version',
  },
  campaign_beneficiary: {
    PERSONAL: {
      UNNAMED:
        'campaign_code beneficiary_id target_group region_code is_migrant reached_on paid_on withdrawn_on withdrawn_reason',
    },
  },
  campaign_delivery: { PERSONAL: { UNNAMED: 'campaign_code beneficiary_id kind delivered_on' } },
  campaign_figure: { PUBLIC: 'campaign_code metric region_code key n amount_fen' },
  campaign_target_group: { INTERNAL: 'campaign_code target_group unit count_precision position' },
  cap_usage: { PERSONAL: { LEDGER: 'subject_id scope cap_key year used_fen limit_fen' } },
  card_counter: { INTERNAL: 'region_code year last_no' },
  consolation_event: {
    INTERNAL: 'id campaign_code region_code union_id title target_group held_on cancelled_on cancelled_reason version',
  },
  measure_rule: {
    INTERNAL:
      'id region_code cause kind position due_months needs_student needs_employable tiers valid_from valid_to basis version',
  },
  visit_cadence: { INTERNAL: 'id region_code helper_rank interval_months valid_from basis' },
  household_projection: {
    INTERNAL: 'id region_code union_id erased_on source_version projected_at',
    PERSONAL: {
      UNNAMED:
        'head_worker_id employer_id category tier status is_migrant primary_cause secondary_causes recorded_on last_reviewed_on next_review_due_on account_name_matches stale_confirmed_until_on',
    },
    SENSITIVE: { ERASED: 'account_token' },
    unsealed: { account_token: 'a keyed hash, as text: it tells one account from another and opens none' },
  },
  union_tree: { INTERNAL: 'id parent_id successor_id source_version' },
  worker_projection: {
    INTERNAL: 'id region_code union_id erased_on source_version projected_at',
    PERSONAL: { UNNAMED: 'household_id' },
  },
  student_projection: {
    INTERNAL: 'id region_code source_version projected_at',
    PERSONAL: { UNNAMED: 'household_id level is_migrant' },
  },
  employment_record_projection: {
    INTERNAL: 'id region_code source_version projected_at',
    PERSONAL: {
      UNNAMED: 'person_id placed_on session_id state completed_on startup_state funded_on asset_state given_on',
    },
  },
  payment_request_projection: {
    INTERNAL: 'id region_code amount_fen requested_on enterprise_id workers source_version projected_at',
    PERSONAL: { UNNAMED: 'worker_id wage_case_id return_service_id mode' },
  },
  enterprise_projection: { INTERNAL: 'id region_code union_id distress industry source_version projected_at' },
  household_aid: { INTERNAL: 'id region_code version', PERSONAL: { UNNAMED: 'has_active_plan last_aid_on' } },
};
