import { LocalDateScalar, RegionCodeScalar } from '@nuan/federation';
import { type LocalDate, TargetGroupKind } from '@nuan/kernel';
import { Allow, ArrayMaxSize, ArrayMinSize, IsUUID, Length, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

import { DeliveryKind } from './delivery-kind';

/** Most beneficiaries of one request; whole regions are registered by set. */
export const MAX_BENEFICIARIES = 5000;

@InputType('PersonToRegister', { description: 'A person for the register of a campaign (登记对象).' })
export class PersonToRegister {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the worker (职工编号).' })
  readonly personId!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'City or county where the person is consoled (所在区域).' })
  readonly regionCode!: string;

  @Allow()
  @Field(() => Boolean, { description: 'Whether the person is a migrant worker (是否农民工).' })
  readonly isMigrant!: boolean;
}

@InputType('RegisterBeneficiariesInput', {
  description:
    'Households or persons for one group of a campaign’s register (登记慰问救助对象), at most 5,000 at once.',
})
export class RegisterBeneficiariesInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The campaign (活动编号).' })
  readonly campaignId!: string;

  @Allow()
  @Field(() => TargetGroupKind, { description: 'The one group that they stand in (类别).' })
  readonly group!: TargetGroupKind;

  @ArrayMaxSize(MAX_BENEFICIARIES)
  @IsUUID('all', { each: true })
  @Field(() => [ID], {
    defaultValue: [],
    description: 'Households (困难职工家庭), for FILED_HOUSEHOLD and for NON_FILED_HARDSHIP with a temporary file.',
  })
  readonly householdIds!: string[];

  @ArrayMaxSize(MAX_BENEFICIARIES)
  @ValidateNested({ each: true })
  @Field(() => [PersonToRegister], { defaultValue: [], description: 'Persons (职工), for every other group.' })
  readonly persons!: PersonToRegister[];
}

@InputType('RegisterFiledHouseholdsInput', {
  description: 'Every household with a file in force in a region, for a campaign’s register (按区域登记建档家庭).',
})
export class RegisterFiledHouseholdsInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The campaign (活动编号).' })
  readonly campaignId!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'The region (区域), and everything below it.' })
  readonly regionCode!: string;
}

@InputType('MarkReachedInput', { description: 'What reached beneficiaries of a campaign beside money (登记送达).' })
export class MarkReachedInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The campaign (活动编号).' })
  readonly campaignId!: string;

  @Allow()
  @Field(() => DeliveryKind, { description: 'What was delivered (送达类型).' })
  readonly kind!: DeliveryKind;

  @Allow()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day of the delivery (送达日期); today when absent.' })
  readonly deliveredOn?: LocalDate | null;

  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_BENEFICIARIES)
  @IsUUID('all', { each: true })
  @Field(() => [ID], { description: 'Beneficiaries on the register (对象编号): households or persons.' })
  readonly beneficiaryIds!: string[];
}

@InputType('WithdrawBeneficiariesInput', {
  description: 'Lines of a register to take back (移出名册), at most 5,000 at once.',
})
export class WithdrawBeneficiariesInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The campaign (活动编号).' })
  readonly campaignId!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_BENEFICIARIES)
  @IsUUID('all', { each: true })
  @Field(() => [ID], { description: 'Beneficiaries on the register (对象编号) that nothing has reached.' })
  readonly beneficiaryIds!: string[];

  @Length(2, 200)
  @Field(() => String, { description: 'Why (移出原因).' })
  readonly reason!: string;
}

@InputType('WithdrawLeftHouseholdsInput', {
  description: 'Households of a region that have left before anything reached them, to take back (移出已退出家庭).',
})
export class WithdrawLeftHouseholdsInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The campaign (活动编号).' })
  readonly campaignId!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'The region (区域), and everything below it.' })
  readonly regionCode!: string;
}
