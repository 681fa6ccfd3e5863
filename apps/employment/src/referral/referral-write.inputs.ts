import { LocalDateScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { IsOptional, IsUUID, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** Input of `postVacancy`. */
@InputType('PostVacancyInput', { description: 'Jobs that an employer offers (发布岗位).' })
export class PostVacancyInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The employer (用人单位).' })
  readonly enterpriseId!: string;

  @Length(2, 100)
  @Field(() => String, { description: 'The job (岗位).' })
  readonly title!: string;

  @Min(1)
  @Max(10_000)
  @Field(() => Int, { description: 'How many persons are wanted (招用人数).' })
  readonly openings!: number;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same vacancy.' })
  readonly idempotencyKey!: string;
}

/** Input of `closeVacancy`. */
@InputType('CloseVacancyInput', { description: 'A vacancy to be closed from today (停止招用).' })
export class CloseVacancyInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The vacancy (岗位信息).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the vacancy that the client saw (版本).' })
  readonly expectedVersion!: number;
}

/** Input of `referPerson`. */
@InputType('ReferPersonInput', {
  description: 'A person to be recommended for a job (推荐岗位): a vacancy, or else an employer and a job.',
})
export class ReferPersonInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The person (职工).' })
  readonly personId!: string;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'The vacancy (岗位信息); it states employer and job.' })
  readonly vacancyId?: string | null;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'The employer (用人单位), when there is no vacancy.' })
  readonly employerId?: string | null;

  @IsOptional()
  @Length(2, 100)
  @Field(() => String, { nullable: true, description: 'The job (岗位), when there is no vacancy.' })
  readonly position?: string | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same referral.' })
  readonly idempotencyKey!: string;
}

/** Input of `inviteToInterview`. */
@InputType('InviteToInterviewInput', { description: 'A referral whose person the employer wants to see (安排面试).' })
export class InviteToInterviewInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The referral (岗位推荐).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the referral that the client saw (版本).' })
  readonly expectedVersion!: number;
}

/** Input of `declineReferral`. */
@InputType('DeclineReferralInput', { description: 'A referral of which nothing came (推荐未成功).' })
export class DeclineReferralInput extends InviteToInterviewInput {
  @IsOptional()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day (办结日期), not in the future; today when absent.',
  })
  readonly closedOn?: LocalDate | null;

  @Length(2, 200)
  @Field(() => String, { description: 'Why (未成功原因).' })
  readonly reason!: string;
}
