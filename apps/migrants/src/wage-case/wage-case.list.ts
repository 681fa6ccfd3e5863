import {
  connectionOf,
  dateField,
  defineList,
  enumField,
  idField,
  intField,
  moneyField,
  regionField,
  textField,
} from '@nuan/federation';
import { DistressKind, Industry } from '@nuan/kernel';

import { WageCase } from './wage-case.entity';
import { WageState } from './wage-state';

/** Wage cases with the facts of their enterprise, which come from the projection. */
export const wageCaseList = defineList({
  name: 'WageCase',
  from: 'wage_case w left join enterprise_projection e on e.id = w.enterprise_id',
  id: 'w.id',
  scope: 'w.region_code',
  fields: {
    caseNo: textField('w.case_no', 'Case number (案件编号).'),
    state: enumField(WageState, 'w.state', 'State (案件状态).'),
    region: regionField('w.region_code', 'Region of the case (所在区域).'),
    enterpriseId: idField('w.enterprise_id', 'Enterprise that owes the wages (欠薪企业).'),
    enterpriseIndustry: enumField(Industry, 'e.industry', 'Industry of the enterprise (所属行业).'),
    enterpriseDistress: enumField(
      DistressKind,
      'e.distress',
      'Distress of the enterprise (困难企业类型); isNull true: none.',
    ),
    inspectionId: idField('w.inspection_id', 'Inspection that found the case (督查).'),
    workers: intField('w.workers', 'Workers whose wages are owed (涉及人数).'),
    owed: moneyField('w.owed_fen', 'Wages owed (拖欠金额).'),
    recovered: moneyField('w.recovered_fen', 'Wages paid so far (已追回金额).'),
    outstanding: moneyField('(w.owed_fen - w.recovered_fen)', 'Wages still owed (尚欠金额).'),
    reportedOn: dateField('w.reported_on', 'Day the case was taken up (登记日期).'),
    deadline: dateField('w.deadline_on', 'Day by which the wages are to be paid (支付期限).'),
  },
  order: {
    DEADLINE: { sql: 'w.deadline_on', type: 'date', description: 'Day by which the wages are to be paid (支付期限).' },
    OWED: { sql: 'w.owed_fen', type: 'bigint', description: 'Wages owed (拖欠金额).' },
    OUTSTANDING: { sql: '(w.owed_fen - w.recovered_fen)', type: 'bigint', description: 'Wages still owed (尚欠金额).' },
    REPORTED_ON: { sql: 'w.reported_on', type: 'date', description: 'Day the case was taken up (登记日期).' },
    CASE_NO: { sql: 'w.case_no', type: 'text', description: 'Case number (案件编号).' },
  },
  defaultOrder: [
    ['DEADLINE', 'ASC'],
    ['CASE_NO', 'ASC'],
  ],
});

/** A page of wage cases. */
export const WageCaseConnection = connectionOf(WageCase, 'WageCase', 'wage-arrears cases (欠薪案件)');
