import {
  connectionOf,
  dateField,
  defineList,
  enumArrayField,
  enumField,
  idField,
  intField,
  moneyField,
  regionField,
  textField,
} from '@nuan/federation';

import { ProjectState } from './project-state';
import { StartupProject } from './startup-project.entity';
import { SupportMode } from './support-mode';

/** Start-up projects (创业项目). */
export const startupProjectList = defineList({
  name: 'StartupProject',
  from: 'startup_project u',
  id: 'u.id',
  scope: 'u.region_code',
  fields: {
    name: textField('u.name', 'Name of the project (项目名称).'),
    year: intField('u.year', 'Year of the round of support (年度).'),
    state: enumField(ProjectState, 'u.state', 'State (项目状态).'),
    support: enumArrayField(SupportMode, 'u.support', 'Modes of support (扶持方式): eq asks for one among them.'),
    region: regionField('u.region_code', 'Region of the project (所在区域).'),
    amount: moneyField('u.amount_fen', 'Money awarded (扶持金额).'),
    loanOutstanding: moneyField('(u.loan_fen - u.repaid_fen)', 'Money lent and still to be paid back (尚欠金额).'),
    loanDueOn: dateField('u.loan_due_on', 'Day by which the loan is to be paid back (还款期限).'),
    leaderId: idField('u.leader_id', 'The leader (创业带头人).'),
    enterpriseId: idField('u.enterprise_id', 'The firm founded (创办企业).'),
    appliedOn: dateField('u.applied_on', 'Day of the application (申报日期).'),
  },
  order: {
    YEAR: { sql: 'u.year', type: 'integer', description: 'Year of the round of support (年度).' },
    REGION: { sql: 'u.region_code', type: 'text', description: 'Region code (行政区划代码).' },
    NAME: { sql: 'u.name', type: 'text', description: 'Name (项目名称).' },
    AMOUNT: { sql: 'u.amount_fen', type: 'bigint', description: 'Money awarded (扶持金额).' },
    APPLIED_ON: { sql: 'u.applied_on', type: 'date', description: 'Day of the application (申报日期).' },
  },
  defaultOrder: [
    ['YEAR', 'DESC'],
    ['REGION', 'ASC'],
  ],
});

/** A page of start-up projects. */
export const StartupProjectConnection = connectionOf(StartupProject, 'StartupProject', 'start-up projects (创业项目)');
