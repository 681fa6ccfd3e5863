import { LocalDateScalar } from '@nuan/federation';
import { Allow, IsOptional, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { PersonChange } from '../worker/person-change';
import { MigrantEvidenceKind } from './migrant-evidence.entity';

/** A paper to be recorded for a person. */
@InputType({ description: 'A paper that proves migrant work, to be recorded (登记农民工身份凭证).' })
export class RecordMigrantEvidenceInput extends PersonChange {
  @Allow()
  @Field(() => MigrantEvidenceKind, { description: 'What it is (凭证类型).' })
  readonly kind!: MigrantEvidenceKind;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'Day from which it holds (生效日期); not in the future.' })
  readonly from!: string;

  @Allow()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day on which it holds (截止日期); null while open-ended.',
  })
  readonly until?: string | null;

  @IsOptional()
  @Length(1, 60)
  @Field(() => String, { nullable: true, description: 'Number of the paper (证件编号); sealed, never shown.' })
  readonly documentNo?: string | null;
}

/** A paper to be withdrawn. */
@InputType({ description: 'A paper that proved wrong, to be withdrawn (撤销农民工身份凭证).' })
export class WithdrawMigrantEvidenceInput {
  @Allow()
  @Field(() => ID, { description: 'The evidence (凭证编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the evidence that was seen (所见版本).' })
  readonly expectedVersion!: number;

  @Allow()
  @Field(() => String, { description: 'Why (撤销理由).' })
  readonly reason!: string;
}
