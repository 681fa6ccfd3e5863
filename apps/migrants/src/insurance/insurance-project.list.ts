import {
  booleanField,
  connectionOf,
  dateField,
  defineList,
  idField,
  intField,
  regionField,
  textField,
} from '@nuan/federation';

import { InsuranceProject } from './insurance-project.entity';

/** Construction projects and their insurance. */
export const insuranceProjectList = defineList({
  name: 'InsuranceProject',
  from: 'insurance_project p',
  id: 'p.id',
  scope: 'p.region_code',
  fields: {
    name: textField('p.name', 'Name of the project (项目名称).'),
    region: regionField('p.region_code', 'Region of the project (所在区域).'),
    enterpriseId: idField('p.enterprise_id', 'Enterprise that builds (施工企业).'),
    insured: booleanField('p.insured', 'Whether its workers are insured (是否参保).'),
    startedOn: dateField('p.started_on', 'Day work began (开工日期).'),
    insuredOn: dateField('p.insured_on', 'Day the insurance began (参保日期).'),
    closedOn: dateField('p.closed_on', 'Day the work ended (竣工日期); isNull true: in progress.'),
    workersCovered: intField('p.workers_covered', 'Workers covered (参保人数).'),
  },
  order: {
    STARTED_ON: { sql: 'p.started_on', type: 'date', description: 'Day work began (开工日期).' },
    NAME: { sql: 'p.name', type: 'text', description: 'Name of the project (项目名称).' },
    WORKERS_COVERED: { sql: 'p.workers_covered', type: 'integer', description: 'Workers covered (参保人数).' },
  },
  defaultOrder: [['STARTED_ON', 'DESC']],
});

/** A page of construction projects. */
export const InsuranceProjectConnection = connectionOf(
  InsuranceProject,
  'InsuranceProject',
  'construction projects and their insurance (工伤保险项目)',
);
