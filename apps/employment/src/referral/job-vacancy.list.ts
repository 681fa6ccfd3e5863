import { connectionOf, dateField, defineList, idField, intField, regionField, textField } from '@nuan/federation';

import { JobVacancy } from './job-vacancy.entity';

/** Vacancies (岗位信息). */
export const jobVacancyList = defineList({
  name: 'JobVacancy',
  from: 'job_vacancy v',
  id: 'v.id',
  scope: 'v.region_code',
  fields: {
    title: textField('v.title', 'The job (岗位).'),
    openings: intField('v.openings', 'How many persons are wanted (招用人数).'),
    postedOn: dateField('v.posted_on', 'Day it was posted (发布日期).'),
    closedOn: dateField('v.closed_on', 'Day from which it is offered no longer (截止日期); isNull true: still open.'),
    region: regionField('v.region_code', 'Where the job is (所在区域).'),
    enterpriseId: idField('v.enterprise_id', 'The employer (用人单位).'),
  },
  order: {
    POSTED_ON: { sql: 'v.posted_on', type: 'date', description: 'Day it was posted (发布日期).' },
    REGION: { sql: 'v.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['POSTED_ON', 'DESC']],
});

/** A page of vacancies. */
export const JobVacancyConnection = connectionOf(JobVacancy, 'JobVacancy', 'vacancies (岗位信息)');
