import { type ColumnPolicy, FOUNDATION_COLUMNS } from '@nuan/database';
import { RELEASE_COLUMNS } from '@nuan/disclosure';
import { FACTS_COLUMNS } from '@nuan/facts';

import { caseworkColumns } from './casework.columns';
import { moneyColumns } from './money.columns';
import { paymentColumns } from './payment.columns';

/** How sensitive every column of the assistance database is, and what becomes of it when a person is erased. */
export const assistanceColumns: ColumnPolicy = {
  ...FOUNDATION_COLUMNS,
  ...FACTS_COLUMNS,
  ...RELEASE_COLUMNS,
  ...caseworkColumns,
  ...moneyColumns,
  ...paymentColumns,
};
