import { Money } from '@nuan/federation';
import { HardshipCategory } from '@nuan/kernel';
import { Allow, ArrayMaxSize, IsOptional, Length, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { FilingAmountKind } from '../filing/amount-kind';
import { FileChange } from '../household/file-change';

/** A line of income or rigid expense. */
@InputType({ description: 'A line of income or rigid expense over twelve months (收支明细).' })
export class AssessmentLineInput {
  @Allow()
  @Field(() => FilingAmountKind, { description: 'What it is (项目).' })
  readonly kind!: FilingAmountKind;

  @Allow()
  @Field(() => ID, { nullable: true, description: 'Whose it is (成员); none for the household’s.' })
  readonly personId?: string | null;

  @Allow()
  @Field(() => Money, { description: 'Sum over twelve months (十二个月合计); above zero.' })
  readonly amount!: bigint;
}

/** Means of a household, to be assessed anew. */
@InputType({ description: 'Means of a filed household, to be assessed anew (重新核算收入).' })
export class AssessHouseholdInput extends FileChange {
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Field(() => [AssessmentLineInput], {
    description: 'Every income and rigid expense of the last twelve months (收支明细).',
  })
  readonly lines!: AssessmentLineInput[];

  @Allow()
  @Field(() => Boolean, { description: 'Whether an accident or sudden event is declared (意外致困).' })
  readonly isAccidental!: boolean;
}

/** A category against the rules. */
@InputType({ description: 'A category proposed against the result of the rules (提请调整类别).' })
export class ProposeCategoryInput extends FileChange {
  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): the same key gives the same proposal.' })
  readonly idempotencyKey!: string;

  @Allow()
  @Field(() => HardshipCategory, {
    description: 'Category proposed (拟调整类别), of the generation of rules of the file.',
  })
  readonly category!: HardshipCategory;
}

/** An answer to a proposed category. */
@InputType({ description: 'Answer to a category proposed against the rules (处理类别调整).' })
export class DecideCategoryInput {
  @Allow()
  @Field(() => ID, { description: 'The proposal (类别调整编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the proposal that was seen (所见版本).' })
  readonly expectedVersion!: number;

  @IsOptional()
  @Allow()
  @Field(() => String, { nullable: true, description: 'What is to be said to it (意见); needed to decline.' })
  readonly opinion?: string | null;
}
