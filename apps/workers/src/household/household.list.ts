import {
  booleanField,
  connectionOf,
  dateField,
  defineList,
  enumArrayField,
  enumField,
  guardedField,
  idField,
  instantField,
  intField,
  moneyField,
  regionField,
  textField,
} from '@nuan/federation';
import {
  ArchiveTier,
  DistressKind,
  ExitReason,
  FileStatus,
  HardshipCategory,
  HardshipCause,
  Industry,
} from '@nuan/kernel';

import { Household } from './household.entity';
import { KeyGroup } from './key-group';
import { ReliefMeasure } from './relief-measure';

/** Files with the facts of employer and aid, which come from projections; both joins are one to one. */
export const householdList = defineList({
  name: 'Household',
  from: `household h left join enterprise_projection e on e.id = h.employer_id left join aid_projection a on a.household_id = h.id`,
  id: 'h.id',
  scope: 'h.region_code',
  fields: {
    fileNo: textField('h.file_no', 'Number of the file (档案编号).'),
    status: enumField(FileStatus, 'h.status', 'State of the file (档案状态).'),
    tier: enumField(ArchiveTier, 'h.tier', 'Tier of the file (建档标准).'),
    category: enumField(HardshipCategory, 'h.category', 'Category of hardship (困难类别).'),
    primaryCause: enumField(HardshipCause, 'h.primary_cause', 'Primary cause (主要致困原因).'),
    anyCause: enumArrayField(
      HardshipCause,
      '(array[h.primary_cause] || h.secondary_causes)',
      'Any cause, primary or secondary (任一致困原因).',
    ),
    isMigrant: booleanField('h.is_migrant', 'Whether it is a household of migrant workers (农民工家庭).'),
    isZeroEmployment: booleanField('h.is_zero_employment', 'Whether nobody has work (零就业家庭).'),
    isModelWorker: booleanField('h.is_model_worker', 'Whether the head is a model worker (劳模家庭).'),
    keyGroup: enumField(KeyGroup, 'h.key_group', 'Key group (五类重点群体).'),
    measure: enumField(ReliefMeasure, 'h.measure', 'Batch by which it is to come out of hardship (四个一批).'),
    region: regionField('h.region_code', 'Region of the file (所在区域).'),
    unionId: idField('h.union_id', 'Union that keeps the file (所属工会).'),
    employerId: idField('h.employer_id', 'Employer of the head (工作单位).'),
    employerDistress: enumField(DistressKind, 'e.distress', 'Current distress of the employer (困难企业类型).'),
    employerIndustry: enumField(Industry, 'e.industry', 'Industry of the employer (所属行业).'),
    headId: idField('h.head_id', 'Head of the household (户主).'),
    previousFileId: idField(
      'h.previous_file_id',
      'Closed file of a household that relapsed (原档案); isNull false asks for all that relapsed.',
    ),
    size: intField('h.size', 'Members of the household (家庭人口).'),
    netPerCapita: guardedField(
      'INCOME',
      moneyField(
        'h.net_per_capita_fen',
        'Net income per head and month (家庭月人均净收入); needs the right to see incomes.',
      ),
    ),
    recordedOn: dateField('h.recorded_on', 'Day of recording (建档日期).'),
    lastReviewedOn: dateField('h.last_reviewed_on', 'Day of the last review (最近复核日期).'),
    nextReviewDue: dateField('h.next_review_due_on', 'Last day for the next review (下次复核期限).'),
    lastVisitedAt: instantField('h.last_visited_at', 'Time of the last visit at home (最近入户时间).'),
    exitedOn: dateField('h.exited_on', 'Day it left the register (退出日期).'),
    exitReason: enumField(ExitReason, 'h.exit_reason', 'Why it left the register (退出原因).'),
    hasActivePlan: booleanField(
      'coalesce(a.has_active_plan, false)',
      'Whether an aid plan is in force (有无在执行帮扶计划).',
    ),
    lastAidOn: dateField(
      'a.last_aid_on',
      'Day money last arrived (最近救助日期); isNull true asks for those never aided.',
    ),
  },
  order: {
    FILE_NO: { sql: 'h.file_no', type: 'text', description: 'Number of the file (档案编号).' },
    NET_PER_CAPITA: {
      sql: 'h.net_per_capita_fen',
      type: 'bigint',
      access: 'INCOME',
      description: 'Net income per head and month (家庭月人均净收入); needs the right to see incomes.',
    },
    RECORDED_ON: { sql: 'h.recorded_on', type: 'date', description: 'Day of recording (建档日期).' },
    NEXT_REVIEW_DUE: {
      sql: 'h.next_review_due_on',
      type: 'date',
      description: 'Last day for the next review (下次复核期限).',
    },
    SIZE: { sql: 'h.size', type: 'integer', description: 'Members of the household (家庭人口).' },
    REGION: { sql: 'h.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['FILE_NO', 'ASC']],
});

/** A page of files. */
export const HouseholdConnection = connectionOf(Household, 'Household', 'households in hardship (困难职工家庭)');
