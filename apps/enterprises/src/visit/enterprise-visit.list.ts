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
  textField,
} from '@nuan/federation';
import { DistressKind, Industry } from '@nuan/kernel';

import { EnterpriseVisit } from './enterprise-visit.entity';

/** How visits are filtered, sorted and paged, those taken back left out; the enterprise's industry and distress are those of today. */
export const enterpriseVisitList = defineList({
  name: 'EnterpriseVisit',
  // The enterprise may have moved out of the viewer's sight since.
  from: '(select * from enterprise_visit where corrected_on is null) v left join enterprise e on e.id = v.enterprise_id',
  id: 'v.id',
  scope: 'v.region_code',
  fields: {
    visitedOn: dateField('v.visited_on', 'Day of the visit (走访日期).'),
    campaign: textField('v.campaign_code', 'Campaign code (活动代码).'),
    firstInCampaign: booleanField(
      'v.first_in_campaign',
      'Whether it counts the enterprise as visited (是否计入走访企业数).',
    ),
    region: regionField('v.region_code', 'Where the enterprise was (走访时所在区划).'),
    enterpriseId: idField('v.enterprise_id', 'The enterprise (企业).'),
    industry: enumField(Industry, 'e.industry', 'Industry of the enterprise (所属行业).'),
    currentDistress: enumField(DistressKind, 'e.distress_kind', 'Present distress of the enterprise (困难类型).'),
    workersMet: intField('v.workers_met', 'Workers met (慰问职工人数).'),
    amount: moneyField('v.amount_fen', 'Money handed to the enterprise itself (慰问金).'),
  },
  order: {
    VISITED_ON: { sql: 'v.visited_on', type: 'date', description: 'Day of the visit (走访日期).' },
    REGION: { sql: 'v.region_code', type: 'text', description: 'Region code (区划代码).' },
  },
  defaultOrder: [['VISITED_ON', 'DESC']],
});

/** A page of visits. */
export const EnterpriseVisitConnection = connectionOf(
  EnterpriseVisit,
  'EnterpriseVisit',
  'visits to enterprises (走访)',
);
