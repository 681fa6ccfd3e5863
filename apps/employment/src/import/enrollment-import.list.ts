import {
  booleanField,
  connectionOf,
  defineList,
  enumField,
  idField,
  instantField,
  regionField,
} from '@nuan/federation';

import { EnrollmentImport } from './enrollment-import.entity';
import { EnrollmentImportState } from './enrollment-import-state';

/** How imports are filtered, sorted and paged. */
export const enrollmentImportList = defineList({
  name: 'EnrollmentImport',
  from: 'enrollment_import i',
  id: 'i.id',
  scope: 'i.region_code',
  fields: {
    state: enumField(EnrollmentImportState, 'i.state', 'State of the import (导入状态).'),
    dryRun: booleanField('i.is_dry_run', 'Whether it only checks (试导入).'),
    session: idField('i.session_id', 'The session (培训班次).'),
    region: regionField('i.region_code', 'Region of the import (导入区域).'),
    startedAt: instantField('i.started_at', 'When it was begun (开始时间).'),
  },
  order: { STARTED_AT: { sql: 'i.started_at', type: 'timestamptz', description: 'When it was begun (开始时间).' } },
  defaultOrder: [['STARTED_AT', 'DESC']],
});

/** A page of imports. */
export const EnrollmentImportConnection = connectionOf(
  EnrollmentImport,
  'EnrollmentImport',
  'bulk imports of enrolments (批量导入)',
);
