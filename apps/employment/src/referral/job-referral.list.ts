import {
  booleanField,
  connectionOf,
  dateField,
  defineList,
  enumField,
  idField,
  regionField,
  textField,
} from '@nuan/federation';

import { JobReferral } from './job-referral.entity';
import { ReferralState } from './referral-state';

/** Referrals with the facts of the person, which come from the projection. */
export const jobReferralList = defineList({
  name: 'JobReferral',
  from: 'job_referral r left join worker_projection w on w.id = r.person_id',
  id: 'r.id',
  scope: 'r.region_code',
  fields: {
    state: enumField(ReferralState, 'r.state', 'State (推荐状态).'),
    position: textField('r.position', 'The job (岗位).'),
    offeredOn: dateField('r.offered_on', 'Day the person was told of the job (推荐日期).'),
    closedOn: dateField('r.closed_on', 'Day it ended (办结日期); isNull true: still open.'),
    region: regionField('r.region_code', 'Region of the person (所在区域).'),
    personId: idField('r.person_id', 'The person (职工).'),
    employerId: idField('r.employer_id', 'The employer (用人单位).'),
    isMigrant: booleanField('w.is_migrant', 'Whether the person is a migrant worker (农民工).'),
  },
  order: {
    OFFERED_ON: { sql: 'r.offered_on', type: 'date', description: 'Day the person was told of the job (推荐日期).' },
    REGION: { sql: 'r.region_code', type: 'text', description: 'Region code of the person (行政区划代码).' },
  },
  defaultOrder: [['OFFERED_ON', 'DESC']],
});

/** A page of referrals. */
export const JobReferralConnection = connectionOf(JobReferral, 'JobReferral', 'job referrals (岗位推荐)');
