import { mutationResult } from '@nuan/federation';
import { Field, ObjectType } from 'type-graphql';

import { Campaign } from './campaign.entity';

/** Another campaign has this code. */
@ObjectType('CampaignCodeTaken', {
  description: 'Another campaign has this code (活动代码已被使用); nothing was changed.',
})
export class CampaignCodeTaken {
  @Field(() => String, { description: 'The rule (规则): always CAMPAIGN_CODE_UNIQUE.' })
  readonly rule: string = 'CAMPAIGN_CODE_UNIQUE';

  @Field(() => String, { description: 'Path of the input field at fault (字段): always code.' })
  readonly field: string = 'code';

  @Field(() => String, { description: 'What is wrong and what to do next (说明).' })
  readonly message: string = 'Another campaign has this code: take another.';

  @Field(() => String, { description: 'The code (活动代码).' })
  readonly code: string;

  constructor(code: string) {
    this.code = code;
  }
}

const campaign = (): readonly [typeof Campaign] => [Campaign];

export const PlanCampaignResult = mutationResult('PlanCampaignResult', 'What came of announcing it (部署结果).', () => [
  Campaign,
  CampaignCodeTaken,
]);
export const ChangeCampaignResult = mutationResult(
  'ChangeCampaignResult',
  'What came of the change (调整结果).',
  campaign,
);
export const OpenCampaignResult = mutationResult(
  'OpenCampaignResult',
  'What came of beginning it (启动结果).',
  campaign,
);
export const StartClosingCampaignResult = mutationResult(
  'StartClosingCampaignResult',
  'What came of winding it up (收尾结果).',
  campaign,
);
export const CloseCampaignResult = mutationResult(
  'CloseCampaignResult',
  'What came of closing it (结束结果): its figures are frozen as of that instant.',
  campaign,
);
