import { Instant, LocalDateScalar } from '@nuan/federation';
import { Allow, IsOptional, Length, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

import { ConsentChannel } from '../filing/consent.entity';
import { FileChange } from '../household/file-change';
import { EmploymentStatus } from '../worker/employment-status';
import { HouseholdRelation } from '../worker/household-relation';
import { MemberEndReason } from './former-member.entity';

/** A guardian's consent for a child under 14. */
@InputType({ description: 'A guardian’s consent to the check of finances for a child under 14 (监护人授权).' })
export class GuardianConsentInput {
  @Allow()
  @Field(() => ID, { description: 'The guardian (监护人): a member of the household.' })
  readonly guardianId!: string;

  @Length(1, 50)
  @Field(() => String, { description: 'Version of the wording that was signed (授权书版本).' })
  readonly textVersion!: string;

  @Allow()
  @Field(() => ConsentChannel, { description: 'How it was given (授权方式).' })
  readonly channel!: ConsentChannel;

  @Allow()
  @Field(() => Instant, { description: 'When it was given (授权时间); not in the future.' })
  readonly givenAt!: Date;
}

/** An own consent of who joins. */
@InputType({ description: 'The own consent to the check of finances of who joins (本人授权).' })
export class MemberConsentInput {
  @Length(1, 50)
  @Field(() => String, { description: 'Version of the wording that was signed (授权书版本).' })
  readonly textVersion!: string;

  @Allow()
  @Field(() => ConsentChannel, { description: 'How it was given (授权方式).' })
  readonly channel!: ConsentChannel;

  @Allow()
  @Field(() => Instant, { description: 'When it was given (授权时间); not in the future.' })
  readonly givenAt!: Date;
}

/** A person who joins a household. */
@InputType({ description: 'A person who joins a filed household (新增家庭成员).' })
export class AddMemberInput extends FileChange {
  @Length(1, 50)
  @Field(() => String, { description: 'Name as on the identity card (姓名).' })
  readonly name!: string;

  @Allow()
  @Field(() => String, {
    description: 'Resident ID number, 18 characters (身份证号); sealed, shown by its mask alone.',
  })
  readonly idNumber!: string;

  @Allow()
  @Field(() => HouseholdRelation, { description: 'Relation to the head (与户主关系); never HEAD.' })
  readonly relation!: HouseholdRelation;

  @Allow()
  @Field(() => EmploymentStatus, { description: 'Employment status (工作状态).' })
  readonly employmentStatus!: EmploymentStatus;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Day the person joined the household (加入日期); not in the future.' })
  readonly joinedOn!: string;

  @IsOptional()
  @Allow()
  @Field(() => String, { nullable: true, description: 'Mobile number (手机号).' })
  readonly phone?: string | null;

  @IsOptional()
  @ValidateNested()
  @Field(() => GuardianConsentInput, {
    nullable: true,
    description: 'Guardian’s consent (监护人授权), for a child under 14.',
  })
  readonly guardianConsent?: GuardianConsentInput | null;

  @IsOptional()
  @ValidateNested()
  @Field(() => MemberConsentInput, {
    nullable: true,
    description:
      'Own consent to the check of finances (本人授权), from 14 on; it may be recorded later, and until then the person is not checked and its income does not count.',
  })
  readonly consent?: MemberConsentInput | null;
}

/** A member whose relation changes. */
@InputType({ description: 'A member whose relation to the head changes (变更成员关系).' })
export class ChangeMemberInput extends FileChange {
  @Allow()
  @Field(() => ID, { description: 'The member (成员).' })
  readonly personId!: string;

  @Allow()
  @Field(() => HouseholdRelation, { description: 'Relation to the head (与户主关系); HEAD by changeHead alone.' })
  readonly relation!: HouseholdRelation;
}

/** A member who leaves. */
@InputType({ description: 'A member who leaves the household (成员退出家庭).' })
export class EndMemberInput extends FileChange {
  @Allow()
  @Field(() => ID, { description: 'The member (成员); never the head.' })
  readonly personId!: string;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Last day of the membership (退出日期); not in the future.' })
  readonly leftOn!: string;

  @Allow()
  @Field(() => MemberEndReason, { description: 'Why (退出原因).' })
  readonly because!: MemberEndReason;
}

/** Another member who becomes the head. */
@InputType({ description: 'Another member who becomes the head (变更户主).' })
export class ChangeHeadInput extends FileChange {
  @Allow()
  @Field(() => ID, { description: 'The member who becomes the head (新户主).' })
  readonly personId!: string;

  @Allow()
  @Field(() => HouseholdRelation, { description: 'Relation of the present head to the new one (原户主与新户主关系).' })
  readonly formerHeadRelation!: HouseholdRelation;
}
