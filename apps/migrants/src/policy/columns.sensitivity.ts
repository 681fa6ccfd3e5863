import { type ColumnPolicy, FOUNDATION_COLUMNS } from '@nuan/database';
import { RELEASE_COLUMNS } from '@nuan/disclosure';
import { FACTS_COLUMNS } from '@nuan/facts';
import { UPLOAD_COLUMNS } from '@nuan/intake';

import { migrantColumns } from './migrant.columns';

/** How sensitive every column of the migrants database is, and what becomes of it when a person is erased. */
export const migrantsColumns: ColumnPolicy = {
  ...FOUNDATION_COLUMNS,
  ...FACTS_COLUMNS,
  ...RELEASE_COLUMNS,
  ...UPLOAD_COLUMNS,
  ...migrantColumns,
};
