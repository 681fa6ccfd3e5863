import { booleanField, connectionOf, defineList, enumField, instantField, regionField } from '@nuan/federation';

import { EnterpriseImport } from './enterprise-import.entity';
import { EnterpriseImportState } from './enterprise-import-state';

/** How imports are filtered, sorted and paged. */
export const enterpriseImportList = defineList({
  name: 'EnterpriseImport',
  from: 'enterprise_import i',
  id: 'i.id',
  scope: 'i.region_code',
  fields: {
    state: enumField(EnterpriseImportState, 'i.state', 'State of the import (导入状态).'),
    dryRun: booleanField('i.is_dry_run', 'Whether it only checks (试导入).'),
    region: regionField('i.region_code', 'Region of the import (导入区域).'),
    startedAt: instantField('i.started_at', 'When it was begun (开始时间).'),
  },
  order: { STARTED_AT: { sql: 'i.started_at', type: 'timestamptz', description: 'When it was begun (开始时间).' } },
  defaultOrder: [['STARTED_AT', 'DESC']],
});

/** A page of imports. */
export const EnterpriseImportConnection = connectionOf(
  EnterpriseImport,
  'EnterpriseImport',
  'bulk imports of enterprises (批量导入)',
);
