import { booleanField, connectionOf, defineList, enumField, instantField, regionField } from '@nuan/federation';

import { HouseholdImport } from './household-import.entity';
import { ImportMode, ImportState } from './import-mode';

/** Bulk imports. */
export const householdImportList = defineList({
  name: 'HouseholdImport',
  from: 'household_import i',
  id: 'i.id',
  scope: 'i.region_code',
  fields: {
    state: enumField(ImportState, 'i.state', 'State of the import (导入状态).'),
    mode: enumField(ImportMode, 'i.mode', 'How it treats households with an error (导入方式).'),
    dryRun: booleanField('i.is_dry_run', 'Whether it only checks (试导入).'),
    region: regionField('i.region_code', 'Region of the import (导入区域).'),
    startedAt: instantField('i.started_at', 'When it was begun (开始时间).'),
  },
  order: { STARTED_AT: { sql: 'i.started_at', type: 'timestamptz', description: 'When it was begun (开始时间).' } },
  defaultOrder: [['STARTED_AT', 'DESC']],
});

/** A page of imports. */
export const HouseholdImportConnection = connectionOf(HouseholdImport, 'HouseholdImport', 'bulk imports (批量导入)');
