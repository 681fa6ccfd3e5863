import { type ColumnPolicy, FOUNDATION_COLUMNS } from '@nuan/database';
import { RELEASE_COLUMNS } from '@nuan/disclosure';
import { FACTS_COLUMNS } from '@nuan/facts';
import { UPLOAD_COLUMNS } from '@nuan/intake';

import { filingColumns } from './filing.columns';
import { householdColumns } from './household.columns';
import { intakeColumns } from './intake.columns';

/** How sensitive every column of the workers database is, and what becomes of it when a person is erased. */
export const workersColumns: ColumnPolicy = {
  ...FOUNDATION_COLUMNS,
  ...FACTS_COLUMNS,
  ...RELEASE_COLUMNS,
  ...UPLOAD_COLUMNS,
  ...filingColumns,
  ...householdColumns,
  ...intakeColumns,
};
