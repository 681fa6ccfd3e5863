import type { ColumnPolicy } from '@nuan/database';
import { listImportColumns } from '@nuan/intake';

import { CHECK_IMPORT_ROWS } from '../check-import/check-import.machine';
import { INSURANCE_IMPORT_ROWS } from '../insurance-import/insurance-import.machine';
import { SUBSIDY_IMPORT_ROWS } from '../subsidy-import/subsidy-import.machine';
import { WAGE_WORKER_IMPORT_ROWS } from '../wage-worker-import/wage-worker-import.machine';

/** How sensitive the columns are of stations, wage cases, services and honours. */
export const migrantColumns: ColumnPolicy = {
  advance_request: {
    INTERNAL:
      'id wage_case_id enterprise_id region_code workers amount_fen share_percent reason requested_on requested_by version',
  },
  advance_rule: { PUBLIC: 'id region_code share_percent valid_from basis' },
  culture_event: {
    PUBLIC: 'title held_on',
    INTERNAL: 'id kind region_code campaign_code volunteers participants status version',
  },
  enterprise_projection: { INTERNAL: 'id region_code distress industry credit_code source_version projected_at' },
  group_ticket_purchase: { INTERNAL: 'id return_service_id region_code carrier tickets price_fen bought_on' },
  health_check_batch: {
    INTERNAL: 'id title region_code occupation persons persons_precision checked_on status version',
  },
  ...listImportColumns({
    ...{ table: 'health_check_import', rows: CHECK_IMPORT_ROWS, own: 'health_check_batch_id' },
  }),
  honour: {
    PUBLIC: 'name',
    INTERNAL: 'id kind edition region_code awarded_on version',
    PERSONAL: { UNNAMED: 'worker_id labour_medal rest_stay rest_stay_from rest_stay_to' },
  },
  honour_nomination: {
    PUBLIC: 'name',
    INTERNAL: 'id kind edition region_code state nominated_by nominated_on decided_by decided_on honour_id version',
    PERSONAL: { UNNAMED: 'worker_id' },
  },
  inspection: {
    INTERNAL: 'id kind title region_code starts_on ends_on partners version state closed_on cancelled_reason',
    PERSONAL: { OFFICER: 'leader' },
  },
  inspection_finding: {
    INTERNAL:
      'id inspection_id region_code enterprise_id summary state found_on deadline_on rectified_on ordered_on rectified_by returned_reason checked_by checked_on version',
  },
  insurance_project: {
    INTERNAL:
      'id name enterprise_id region_code started_on insured insured_on workers_covered version registered_by proof_ref closed_on',
  },
  ...listImportColumns({ table: 'insurance_project_import', rows: INSURANCE_IMPORT_ROWS }),
  insurance_target: { INTERNAL: 'region_code year share_percent basis' },
  place_claim: {
    INTERNAL: 'id pool_id region_code version',
    PERSONAL: { UNNAMED: 'worker_id state place_no waiting_no claimed_at' },
  },
  place_pool: {
    INTERNAL:
      'id culture_event_id return_service_id region_code phase capacity opens_at closes_at held waiting last_waiting_no',
  },
  request_payment_projection: {
    INTERNAL: 'id region_code status source_version projected_at',
    PERSONAL: { LEDGER: 'request_id amount_fen paid_on' },
  },
  return_service: {
    INTERNAL: 'id kind title region_code campaign_code served_on seats served subsidy_fen status version',
  },
  return_subsidy: {
    INTERNAL: 'return_service_id region_code campaign_code year is_over requested requested_fen paid paid_fen',
  },
  service_record: {
    INTERNAL: 'id region_code return_service_id health_check_batch_id',
    PERSONAL: { UNNAMED: 'household_id worker_id kind served_on' },
  },
  service_station: {
    INTERNAL:
      'id code kind name region_code union_id host_enterprise_id address longitude latitude area_m2 hours unattended_access amenities missing_amenities services build_mode score state opened_on closed_on version closed_reason',
    PERSONAL: { OFFICER: 'responsible_name' },
  },
  station_hourly_use: { INTERNAL: 'station_id used_on hour occupation visits' },
  station_import: {
    INTERNAL:
      'id upload_id is_dry_run mode region_code state started_by started_at finished_at row_count barred_count imported_count',
  },
  station_import_row: { INTERNAL: 'import_id code line station_id' },
  station_use: { INTERNAL: 'station_id month_on occupation visits' },
  ...listImportColumns({
    ...{ table: 'travel_subsidy_import', rows: SUBSIDY_IMPORT_ROWS, own: 'return_service_id' },
  }),
  travel_subsidy_request: {
    INTERNAL: 'id return_service_id region_code version',
    PERSONAL: { UNNAMED: 'worker_id amount_fen requested_on mode' },
  },
  wage_case: {
    INTERNAL:
      'id case_no enterprise_id region_code inspection_id workers state reported_on deadline_on settled_on version reported_by verified_by verified_on ordered_on legal_reason closed_reason',
    PERSONAL: { UNNAMED: 'owed_fen recovered_fen' },
  },
  wage_case_counter: { INTERNAL: 'region_code year last_no' },
  wage_case_worker: { INTERNAL: 'id wage_case_id', PERSONAL: { UNNAMED: 'worker_id owed_fen months' } },
  ...listImportColumns({
    ...{ table: 'wage_case_worker_import', rows: WAGE_WORKER_IMPORT_ROWS, own: 'wage_case_id' },
  }),
  wage_payment: {
    INTERNAL: 'id wage_case_id recovered_after_fen paid_on recorded_by',
    PERSONAL: { LEDGER: 'amount_fen source proof_ref' },
  },
  union_tree: { INTERNAL: 'id parent_id successor_id source_version' },
  worker_projection: {
    INTERNAL: 'id region_code union_id erased_on source_version projected_at',
    PERSONAL: { UNNAMED: 'household_id employer_id occupation is_migrant' },
    SENSITIVE: { ERASED: 'number_token' },
    unsealed: { number_token: 'a keyed hash, as text: it tells one number from another and opens none' },
  },
};
