import type { ColumnPolicy } from '@nuan/database';

/** How sensitive the columns are of imports and lists of other departments. */
export const intakeColumns: ColumnPolicy = {
  household_import: {
    INTERNAL:
      'id upload_id mode is_dry_run region_code union_id state started_by started_at finished_at row_count household_count barred_count imported_count imported_persons',
  },
  household_import_row: {
    INTERNAL: 'import_id line',
    PERSONAL: { EXPIRES: 'household_no is_head is_barred' },
    SENSITIVE: { EXPIRES: 'id_number_hash content_sealed' },
  },
  imported_household: { INTERNAL: 'import_id line', PERSONAL: { UNNAMED: 'household_no household_id' } },
  matching_list: {
    INTERNAL:
      'id source department authorisation region_code upload_id as_of_on state submitted_by submitted_at received_at ready_at row_count entry_count barred_count match_count version',
  },
  matching_entry: {
    INTERNAL: 'list_id line',
    PERSONAL: { EXPIRES: 'is_match' },
    SENSITIVE: { EXPIRES: 'id_number_hash facts' },
    unsealed: {
      facts: 'stand under a keyed hash, never beside a name or a number; deleted twelve months after the list came',
    },
  },
};
