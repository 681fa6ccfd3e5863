import type { ColumnPolicy } from '@nuan/database';

/** Columns of the tables that {@link factsFoundation} makes. */
export const FACTS_COLUMNS: ColumnPolicy = {
  audit_due: { INTERNAL: 'xid' },
  audit_entry: {
    INTERNAL: 'seq id happened_at recorded_at actor role action region_code subject_kinds previous_hash hash',
    PERSONAL: { AUDIT: 'subject_ids detail' },
  },
  audit_head: { INTERNAL: 'one seq hash' },
  change: { INTERNAL: 'id xid entity version region_code changed_at', PERSONAL: { UNNAMED: 'entity_id facts' } },
  derived_table: { INTERNAL: 'name rebuild' },
  idempotency_key: { INTERNAL: 'actor action key request_hash result_id made_at' },
  job: {
    INTERNAL:
      'id kind subject_id region_code state viewer cursor done total failed message attempts not_before created_at started_at finished_at',
  },
};
