import {
  booleanField,
  connectionOf,
  dateField,
  defineList,
  enumField,
  idField,
  intField,
  moneyField,
  regionField,
  guardedField,
} from '@nuan/federation';
import { StudyLevel } from '@nuan/kernel';

import { ScholarshipGrant } from './scholarship-grant.entity';

/** Scholarships, by day. */
export const scholarshipList = defineList({
  name: 'Scholarship',
  from: 'scholarship_grant s',
  id: 's.id',
  scope: 's.region_code',
  fields: {
    academicYear: intField('s.academic_year', 'Academic year (学年).'),
    region: regionField('s.region_code', 'Region of the household (所在区域).'),
    level: enumField(StudyLevel, 's.level', 'Level of study when granted (学段).'),
    isMigrant: booleanField('s.is_migrant', 'Whether the household is one of migrant workers (农民工子女).'),
    amount: moneyField('s.amount_fen', 'Amount granted (助学金额，元).'),
    grantedOn: dateField('s.granted_on', 'Day it was granted (批准日期).'),
    studentId: guardedField('CHILD', idField('s.student_id', 'Student (学生).')),
    householdId: idField('s.household_id', 'Household of the parent (困难职工家庭).'),
  },
  order: {
    GRANTED_ON: { sql: 's.granted_on', type: 'date', description: 'Day it was granted (批准日期).' },
    AMOUNT: { sql: 's.amount_fen', type: 'bigint', description: 'Amount granted (助学金额).' },
    REGION: { sql: 's.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['GRANTED_ON', 'ASC']],
});

/** A page of scholarships. */
export const ScholarshipGrantConnection = connectionOf(
  ScholarshipGrant,
  'ScholarshipGrant',
  'autumn scholarships (金秋助学)',
);
