import { mutationResult } from '@nuan/federation';
import { TargetGroupKind } from '@nuan/kernel';
import { Field, ID, Int, ObjectType } from 'type-graphql';

import { Campaign } from './campaign.entity';

/** A beneficiary, and the group that it stands in. */
@ObjectType('ListedBeneficiary', { description: 'A line of a campaign’s register (名册条目).' })
export class ListedBeneficiary {
  @Field(() => ID, { description: 'The household or the person (对象编号).' })
  readonly beneficiaryId!: string;

  @Field(() => TargetGroupKind, { description: 'The group that it stands in (所在类别).' })
  readonly group!: TargetGroupKind;
}

/** What a registration added. Sent again, it adds nothing: who stands on the register stands there once. */
@ObjectType('BeneficiariesRegistered', { description: 'What a registration added to the register (登记结果).' })
export class BeneficiariesRegistered {
  @Field(() => Campaign, { description: 'The campaign (活动), with its figures as they are now.' })
  readonly campaign!: Campaign;

  @Field(() => Int, { description: 'Newly listed (新登记数).' })
  readonly listed!: number;

  @Field(() => Int, { description: 'Listed in this group before (已在册数).' })
  readonly alreadyListed!: number;

  @Field(() => [ListedBeneficiary], {
    description:
      'Those of the region that stand in another group and stay there (已在其他类别), at most 100; groups are disjoint.',
  })
  readonly inOtherGroups!: readonly ListedBeneficiary[];
}

/** Some stand in another group of the campaign (I11): the primary key of the register decided, and nobody was listed. */
@ObjectType('BeneficiariesInOtherGroup', {
  description:
    'Some stand in another group of this campaign (已在其他类别); groups are disjoint, so nothing was changed.',
})
export class BeneficiariesInOtherGroup {
  @Field(() => String, { description: 'The rule (规则): always GROUPS_DISJOINT.' })
  readonly rule: string = 'GROUPS_DISJOINT';

  @Field(() => String, { description: 'Path of the input field at fault (字段).' })
  readonly field: string;

  @Field(() => String, { description: 'What is wrong and what to do next (说明).' })
  readonly message: string = 'A beneficiary stands in one group of a campaign: leave these out.';

  @Field(() => [ListedBeneficiary], { description: 'Who, and in which group (对象与类别), at most 100.' })
  readonly entries: readonly ListedBeneficiary[];

  constructor(field: string, entries: readonly ListedBeneficiary[]) {
    this.field = field;
    this.entries = entries;
  }
}

/** What a delivery changed. */
@ObjectType('DeliveryRecorded', { description: 'What recording a delivery changed (送达登记结果).' })
export class DeliveryRecorded {
  @Field(() => Campaign, { description: 'The campaign (活动), with its figures as they are now.' })
  readonly campaign!: Campaign;

  @Field(() => Int, {
    description: 'Deliveries of this kind recorded now (新登记送达数); who had one before keeps its first day.',
  })
  readonly recorded!: number;

  @Field(() => Int, { description: 'Beneficiaries whom nothing had reached before (首次覆盖数).' })
  readonly newlyReached!: number;
}

/** Some don't stand on the register within the viewer's regions. */
@ObjectType('BeneficiariesNotListed', {
  description:
    'Some do not stand on the register in your regions (不在名册); nothing was changed. Register them first.',
})
export class BeneficiariesNotListed {
  @Field(() => String, { description: 'The rule (规则): always ON_REGISTER.' })
  readonly rule: string = 'ON_REGISTER';

  @Field(() => String, { description: 'Path of the input field at fault (字段): always beneficiaryIds.' })
  readonly field: string = 'beneficiaryIds';

  @Field(() => String, { description: 'What is wrong and what to do next (说明).' })
  readonly message: string = 'Register these beneficiaries first.';

  @Field(() => [ID], { description: 'Who (对象编号), at most 100.' })
  readonly beneficiaryIds: readonly string[];

  constructor(beneficiaryIds: readonly string[]) {
    this.beneficiaryIds = beneficiaryIds;
  }
}

/** What a withdrawal took back. */
@ObjectType('BeneficiariesWithdrawn', { description: 'What was taken back from a register (移出结果).' })
export class BeneficiariesWithdrawn {
  @Field(() => Campaign, { description: 'The campaign (活动), with its figures as they are now.' })
  readonly campaign!: Campaign;

  @Field(() => Int, { description: 'Lines that were taken back (移出数).' })
  readonly withdrawn!: number;
}

export const RegisterBeneficiariesResult = mutationResult(
  'RegisterBeneficiariesResult',
  'What came of registering (登记结果).',
  () => [BeneficiariesRegistered, BeneficiariesInOtherGroup],
);
export const RegisterFiledHouseholdsResult = mutationResult(
  'RegisterFiledHouseholdsResult',
  'What came of registering a region (按区域登记结果).',
  () => [BeneficiariesRegistered],
);
export const MarkReachedResult = mutationResult(
  'MarkReachedResult',
  'What came of recording a delivery (送达登记结果).',
  () => [DeliveryRecorded, BeneficiariesNotListed],
);
export const WithdrawBeneficiariesResult = mutationResult(
  'WithdrawBeneficiariesResult',
  'What came of taking lines back (移出结果).',
  () => [BeneficiariesWithdrawn, BeneficiariesNotListed],
);
export const WithdrawLeftHouseholdsResult = mutationResult(
  'WithdrawLeftHouseholdsResult',
  'What came of taking back households that have left (移出结果).',
  () => [BeneficiariesWithdrawn],
);
