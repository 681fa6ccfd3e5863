import type { ColumnPolicy } from '@nuan/database';

/** Columns of the tables that {@link uploadTables} makes; the content is deleted after 30 days, or once it was read. */
export const UPLOAD_COLUMNS: ColumnPolicy = {
  upload: {
    INTERNAL:
      'id purpose owner file_name bytes sha256 received_bytes state region_code started_by started_at finished_at content_discarded_at union_ids',
  },
  upload_chunk: { INTERNAL: 'upload_id start_byte bytes', SENSITIVE: { EXPIRES: 'content_sealed' } },
  row_problem: { INTERNAL: 'id run_id seq line column_title rule message weight' },
};
