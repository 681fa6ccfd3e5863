import { LocalDateScalar, RegionCodeScalar } from '@nuan/federation';
import { CountPrecision, type LocalDate, TargetGroupKind } from '@nuan/kernel';
import {
  Allow,
  ArrayMaxSize,
  ArrayMinSize,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType('CampaignGroupInput', { description: 'A group that a campaign names (慰问救助对象类别).' })
export class CampaignGroupInput {
  @Allow()
  @Field(() => TargetGroupKind, { description: 'The group (类别); its unit, household or person, follows from it.' })
  readonly kind!: TargetGroupKind;

  @Allow()
  @Field(() => CountPrecision, {
    defaultValue: CountPrecision.EXACT,
    description: 'How exact the campaign counts it (计数精度): AT_LEAST where it reports a lower bound (余).',
  })
  readonly precision!: CountPrecision;
}

@InputType('PlanCampaignInput', { description: 'A round of aid to announce (部署送温暖活动).' })
export class PlanCampaignInput {
  @Matches(/^[A-Z][A-Z0-9]{2,31}$/)
  @Field(() => String, {
    description: 'Code by which everything will name it (活动代码): capitals and digits, such as CNY2018.',
  })
  readonly code!: string;

  @Length(2, 100)
  @Field(() => String, { description: 'Name in Chinese (活动名称).' })
  readonly name!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'Province or city whose union runs it (组织区域).' })
  readonly regionCode!: string;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'First day of the window (开始日期).' })
  readonly startsOn!: LocalDate;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Last day of the window (结束日期).' })
  readonly endsOn!: LocalDate;

  @IsOptional()
  @Length(2, 100)
  @Field(() => String, { nullable: true, description: 'Number of the notice that orders it (通知文号).' })
  readonly noticeNo?: string | null;

  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Field(() => [CampaignGroupInput], { description: 'The groups that it names (各类对象), in its order; each once.' })
  readonly groups!: CampaignGroupInput[];

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same campaign.' })
  readonly idempotencyKey!: string;
}

@InputType('CampaignStepInput', {
  description: 'Which campaign is changed, and the version that the client saw (活动操作).',
})
export class CampaignStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the campaign (编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the campaign that the client saw (版本).' })
  readonly expectedVersion!: number;
}

@InputType('ChangeCampaignInput', { description: 'What changes of a campaign (调整活动); what is absent stays.' })
export class ChangeCampaignInput extends CampaignStepInput {
  @IsOptional()
  @Length(2, 100)
  @Field(() => String, { nullable: true, description: 'Name in Chinese (活动名称).' })
  readonly name?: string | null;

  @IsOptional()
  @Length(2, 100)
  @Field(() => String, { nullable: true, description: 'Number of the notice (通知文号).' })
  readonly noticeNo?: string | null;

  @Allow()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day of the window (开始日期), while it is PLANNED.',
  })
  readonly startsOn?: LocalDate | null;

  @Allow()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day of the window (结束日期).' })
  readonly endsOn?: LocalDate | null;
}

@InputType('OpenCampaignInput', { description: 'A campaign to begin (启动活动).' })
export class OpenCampaignInput extends CampaignStepInput {}

@InputType('StartClosingCampaignInput', { description: 'A campaign to wind up (活动收尾).' })
export class StartClosingCampaignInput extends CampaignStepInput {}

@InputType('CloseCampaignInput', { description: 'A campaign to close (结束活动).' })
export class CloseCampaignInput extends CampaignStepInput {}
