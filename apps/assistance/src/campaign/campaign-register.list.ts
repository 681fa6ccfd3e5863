import { booleanField, connectionOf, dateField, defineList, enumField, idField, regionField } from '@nuan/federation';
import { TargetGroupKind } from '@nuan/kernel';

import { CampaignBeneficiary } from './campaign-beneficiary.entity';

/** The register of one campaign; a beneficiary stands on it once, so its id tells lines apart. */
export const campaignRegisterList = defineList({
  name: 'CampaignBeneficiary',
  from: 'campaign_beneficiary b',
  id: 'b.beneficiary_id',
  scope: 'b.region_code',
  fields: {
    beneficiaryId: idField('b.beneficiary_id', 'The household or the person (对象编号).'),
    region: regionField('b.region_code', 'Region of the line (所在区域).'),
    group: enumField(TargetGroupKind, 'b.target_group', 'The group (类别).'),
    isMigrant: booleanField('b.is_migrant', 'Whether it is a migrant worker or a household of one (是否农民工).'),
    reachedOn: dateField(
      'b.reached_on',
      'Day it was first reached (首次覆盖日期); isNull true asks for who is missed.',
    ),
    withdrawnOn: dateField(
      'b.withdrawn_on',
      'Day it was taken back (移出日期); isNull true asks for lines that count.',
    ),
    paidOn: dateField('b.paid_on', 'Day of its first payment (首次发放日期).'),
  },
  order: {
    REGION: { sql: 'b.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['REGION', 'ASC']],
});

/** A page of a register. */
export const CampaignBeneficiaryConnection = connectionOf(
  CampaignBeneficiary,
  'CampaignBeneficiary',
  'lines of a campaign’s register (慰问救助对象名册)',
);
