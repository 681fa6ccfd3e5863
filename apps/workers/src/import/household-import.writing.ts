import { assertMayWrite } from '@nuan/auth';
import { assertWritesForUnion } from '@nuan/federation';
import type { ListImportWriting } from '@nuan/intake';
import { refuseRegion } from '@nuan/regions';

import { assertUnionExists } from '../projection/existing-union';
import type { StartHouseholdImportInput } from './household-import.inputs';
import { IMPORT_JOB } from './household-import.job';
import { householdImportMachine } from './household-import.machine';

/** How files of households are taken in (批量导入): their region and union, and what is forgotten when one is broken off. */
export const householdImportWriting: ListImportWriting<StartHouseholdImportInput> = {
  names: { type: 'HouseholdImport', things: 'households' },
  ...{ table: 'household_import', machine: householdImportMachine, jobKind: IMPORT_JOB },
  ...{ noun: 'household', action: 'household:import', purpose: 'household-import' },
  assertMayStart: (viewer, { regionCode }) => {
    assertMayWrite(viewer, regionCode, 'household:import');
  },
  async target(tx, { mode, regionCode, unionId }) {
    await assertWritesForUnion(tx, unionId, 'unionId', 'household:import');
    refuseRegion(tx, 'regionCode', regionCode);
    await assertUnionExists(tx, unionId, 'unionId');
    const columns = { mode, union_id: unionId, ...NOTHING_YET };
    return { owner: regionCode, region: regionCode, columns, facts: { mode } };
  },
  async forget(tx, id) {
    await tx.query('delete from household_import_row where import_id = $1', [id]);
  },
};

const NOTHING_YET = { row_count: 0, household_count: 0, barred_count: 0, imported_count: 0, imported_persons: 0 };
