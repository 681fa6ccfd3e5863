import {
  booleanField,
  connectionOf,
  defineList,
  enumField,
  idField,
  instantField,
  regionField,
  textField,
} from '@nuan/federation';
import { ArchiveTier, HardshipCategory, HardshipCause } from '@nuan/kernel';

import { ApplicationStatus } from './application-status';
import { FilingApplication } from './filing-application.entity';

/** Applications to be filed. */
export const filingApplicationList = defineList({
  name: 'FilingApplication',
  from: 'filing_application f',
  id: 'f.id',
  scope: 'f.region_code',
  fields: {
    status: enumField(ApplicationStatus, 'f.status', 'State of the application (申请状态).'),
    category: enumField(HardshipCategory, 'f.category', 'Category applied for (申请类别).'),
    primaryCause: enumField(HardshipCause, 'f.primary_cause', 'Primary cause declared (主要致困原因).'),
    region: regionField('f.region_code', 'Region of the application (所在区域).'),
    unionId: idField('f.union_id', 'Union that handles it (受理工会).'),
    applicantId: idField('f.applicant_id', 'Applicant (申请人).'),
    householdId: idField('f.household_id', 'File that it led to (建成档案).'),
    previousFileId: idField('f.previous_file_id', 'Closed file of a household that relapsed (原档案).'),
    tier: enumField(ArchiveTier, 'f.tier', 'Tier applied for (建档标准).'),
    isMigrant: booleanField('f.is_migrant', 'Whether the household is one of migrant workers (农民工家庭).'),
    createdBy: textField('f.created_by', 'User id of who filled it in (建档人).'),
    createdAt: instantField('f.created_at', 'When it was begun (创建时间).'),
    submittedAt: instantField('f.submitted_at', 'When it was handed in (提交时间).'),
    recordedAt: instantField('f.recorded_at', 'When the household was recorded (录入时间).'),
  },
  order: {
    CREATED_AT: { sql: 'f.created_at', type: 'timestamptz', description: 'When it was begun (创建时间).' },
    REGION: { sql: 'f.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['CREATED_AT', 'DESC']],
});

/** A page of applications. */
export const FilingApplicationConnection = connectionOf(
  FilingApplication,
  'FilingApplication',
  'filing applications (建档申请)',
);
