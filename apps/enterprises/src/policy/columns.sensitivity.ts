import { type ColumnPolicy, FOUNDATION_COLUMNS } from '@nuan/database';
import { RELEASE_COLUMNS } from '@nuan/disclosure';
import { FACTS_COLUMNS } from '@nuan/facts';
import { UPLOAD_COLUMNS } from '@nuan/intake';

import { enterpriseColumns } from './enterprise.columns';

/** How sensitive every column of the enterprises database is, and what becomes of it when a person is erased. */
export const enterprisesColumns: ColumnPolicy = {
  ...FOUNDATION_COLUMNS,
  ...FACTS_COLUMNS,
  ...RELEASE_COLUMNS,
  ...UPLOAD_COLUMNS,
  ...enterpriseColumns,
};
