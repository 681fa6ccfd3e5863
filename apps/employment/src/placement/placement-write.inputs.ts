import { LocalDateScalar, Money } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { PlacementRoute } from './placement-route';
import { RetentionTerm } from './retention-term';

/** Input of `recordPlacement`. */
@InputType('RecordPlacementInput', { description: 'A person brought into work (登记就业).' })
export class RecordPlacementInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The person (职工).' })
  readonly personId!: string;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'The employer (用人单位); absent for the self-employed alone.' })
  readonly employerId?: string | null;

  @Allow()
  @Field(() => [PlacementRoute], {
    description:
      'How the person came to the job (就业途径), at least one, each once; start-up hires are recorded with their project.',
  })
  readonly routes!: PlacementRoute[];

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, {
    nullable: true,
    description: 'The referral it came of (岗位推荐), for the route REFERRAL; it is then HIRED.',
  })
  readonly referralId?: string | null;

  @IsOptional()
  @Field(() => LocalDateScalar, { nullable: true, description: 'First day in the job (就业日期); today when absent.' })
  readonly placedOn?: LocalDate | null;

  @IsOptional()
  @Field(() => Money, { nullable: true, description: 'Monthly wage agreed (月工资); absent when not reported.' })
  readonly wage?: bigint | null;

  @Length(2, 100)
  @Field(() => String, {
    description: 'Proof (就业凭证): number of the labour contract or, for the self-employed, of the licence.',
  })
  readonly contractRef!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same placement.' })
  readonly idempotencyKey!: string;
}

@InputType('PlacementStepInput', {
  description: 'Which placement, and the version that the client saw (就业记录操作).',
})
class PlacementStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The placement (就业记录).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the placement that the client saw (版本).' })
  readonly expectedVersion!: number;
}

/** Input of `confirmRetention`. */
@InputType('ConfirmRetentionInput', { description: 'Whether a job still lasts (稳定就业回访).' })
export class ConfirmRetentionInput extends PlacementStepInput {
  @Allow()
  @Field(() => RetentionTerm, { description: 'After three or after six months (期限); in this order.' })
  readonly term!: RetentionTerm;

  @Allow()
  @Field(() => Boolean, { description: 'Whether the job still lasts (是否在岗).' })
  readonly retained!: boolean;

  @IsOptional()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day for which this is known (核实日期): not before the term is over; today when absent.',
  })
  readonly on?: LocalDate | null;

  @IsOptional()
  @Length(2, 100)
  @Field(() => String, {
    nullable: true,
    description:
      'Proof that it lasts (在岗凭证): number of the wage slip or the insurance record; needed when it does.',
  })
  readonly proof?: string | null;
}

/** Input of `endPlacement`. */
@InputType('EndPlacementInput', { description: 'A job that ended (离职登记).' })
export class EndPlacementInput extends PlacementStepInput {
  @IsOptional()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day in the job (离职日期); today when absent.' })
  readonly endedOn?: LocalDate | null;

  @Length(2, 200)
  @Field(() => String, { description: 'Why it ended (离职原因).' })
  readonly reason!: string;
}
