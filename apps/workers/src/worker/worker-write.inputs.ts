import { LocalDateScalar } from '@nuan/federation';
import { DiversionRoute, OccupationGroup } from '@nuan/kernel';
import { Allow, IsOptional, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { DisabilityKind } from './disability';
import { EmploymentStatus } from './employment-status';
import { HealthStatus } from './health-status';
import { ModelWorkerLevel } from './model-worker-level';
import { PersonChange } from './person-change';

/** The work of a person anew; what is absent stays, null clears. */
@InputType({ description: 'Work of a person to change (工作情况变更). Absent: stays; null: cleared.' })
export class ChangeWorkInput extends PersonChange {
  @Allow()
  @Field(() => EmploymentStatus, { nullable: true, description: 'Employment status (工作状态); null stays.' })
  readonly employmentStatus?: EmploymentStatus | null;

  @Allow()
  @Field(() => OccupationGroup, { nullable: true, description: 'Occupation group (职业群体).' })
  readonly occupationGroup?: OccupationGroup | null;

  @Allow()
  @Field(() => ID, { nullable: true, description: 'Employer (工作单位), an enterprise that is known.' })
  readonly employerId?: string | null;

  @Allow()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day of the labour contract (劳动合同期限).' })
  readonly contractUntil?: string | null;

  @Allow()
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the person has joined the union (工会会员); null stays.',
  })
  readonly unionMember?: boolean | null;

  @Allow()
  @Field(() => DiversionRoute, {
    nullable: true,
    description: 'Route of a diverted worker (分流安置渠道); needs an employer.',
  })
  readonly diversion?: DiversionRoute | null;
}

/** The phone of a person anew. */
@InputType({ description: 'Phone of a person to change (手机号变更); sealed, shown by its mask alone.' })
export class ChangePhoneInput extends PersonChange {
  @Allow()
  @Field(() => String, {
    nullable: true,
    description: 'Mobile number (手机号), 11 digits; a masked one is refused, null clears.',
  })
  readonly phone!: string | null;
}

/** A certified disability to be kept. */
@InputType({ description: 'A certified disability (残疾证): kind and grade.' })
export class DisabilityInput {
  @Allow()
  @Field(() => DisabilityKind, { description: 'Kind (残疾类别).' })
  readonly kind!: DisabilityKind;

  @Min(1)
  @Max(4)
  @Field(() => Int, { description: 'Grade (等级), 1 the most to 4 the least severe.' })
  readonly grade!: number;
}

/** The health of a person anew, under the person's separate consent. */
@InputType({ description: 'Health of a person to change (健康状况变更); needs a consent for health data that holds.' })
export class ChangeHealthInput extends PersonChange {
  @Allow()
  @Field(() => HealthStatus, { description: 'Health (健康状况).' })
  readonly health!: HealthStatus;

  @IsOptional()
  @Allow()
  @Field(() => DisabilityInput, {
    nullable: true,
    description: 'Certified disability (残疾); left out it stays as it is, null removes it.',
  })
  readonly disability?: DisabilityInput | null;
}

/** The honour of a person anew. */
@InputType({ description: 'Honour level of a model worker to set (劳模类型变更); null when there is none.' })
export class SetModelWorkerLevelInput extends PersonChange {
  @Allow()
  @Field(() => ModelWorkerLevel, { nullable: true, description: 'Honour level (劳模类型).' })
  readonly level!: ModelWorkerLevel | null;
}
