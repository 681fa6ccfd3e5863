import type { ColumnPolicy } from '@nuan/database';
import { listImportColumns } from '@nuan/intake';

import { CAPACITY_IMPORT_ROWS } from '../capacity-import/capacity-import.machine';
import { VISIT_IMPORT_ROWS } from '../visit-import/visit-import.machine';

/** How sensitive the columns are of enterprises, unions, visits and regions. */
export const enterpriseColumns: ColumnPolicy = {
  campaign_projection: { PUBLIC: 'id code status starts_on ends_on source_version projected_at' },
  capacity_cut: { INTERNAL: 'id enterprise_id region_code year product planned_tons done_tons closed_on version' },
  ...listImportColumns({ table: 'capacity_cut_import', rows: CAPACITY_IMPORT_ROWS }),
  demonstration_pledge: { INTERNAL: 'enterprise_id year jobs version region_code' },
  demonstration_step: { INTERNAL: 'id enterprise_id status decided_on decided_by grounds' },
  distress_period: { INTERNAL: 'id enterprise_id kind from_on to_on evidence recorded_on corrected_on' },
  enterprise: {
    INTERNAL:
      'id credit_code name industry ownership region_code union_id headcount distress_kind distress_from_on demonstration_status demonstration_since_on closed_on version closed_reason demonstration_nominated_by demonstration_decided_by',
  },
  enterprise_import: {
    INTERNAL:
      'id upload_id is_dry_run mode region_code state started_by started_at finished_at row_count barred_count imported_count',
  },
  enterprise_import_row: { INTERNAL: 'import_id credit_code line enterprise_id' },
  enterprise_move: { INTERNAL: 'id enterprise_id from_region_code to_region_code moved_on recorded_on' },
  enterprise_visit: {
    INTERNAL:
      'id enterprise_id region_code campaign_code first_in_campaign visited_on workers_met amount_fen note goods_fen corrected_on',
    PERSONAL: { OFFICER: 'leader leader_rank' },
  },
  ...listImportColumns({
    ...{ table: 'enterprise_visit_import', rows: VISIT_IMPORT_ROWS },
    own: 'campaign_code',
  }),
  entry_correction: {
    INTERNAL:
      'id enterprise_id distress_period_id visit_id shop_id deregistered_on deregistered_reason reason corrected_on corrected_by',
  },
  min_living_line: { PUBLIC: 'region_code valid_from_on valid_to_on monthly_fen document id version' },
  partner_shop: {
    PUBLIC: 'id name region_code union_id discount_percent valid_from_on valid_to_on',
    INTERNAL: 'status ended_on ended_reason corrected_on version',
  },
  union_tree: { INTERNAL: 'id parent_id successor_id source_version' },
  trade_union: {
    INTERNAL:
      'id name level region_code parent_id industry aid_centre directly_administered version founded_on dissolved_on dissolved_reason successor_id',
  },
  worker_diversion: { INTERNAL: 'enterprise_id region_code year route workers version id' },
};
