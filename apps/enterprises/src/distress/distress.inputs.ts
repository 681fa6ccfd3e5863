import { LocalDateScalar } from '@nuan/federation';
import { DistressKind, type LocalDate } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

import { EnterpriseStepInput } from '../enterprise/enterprise-write.inputs';

@InputType('OpenDistressInput', { description: 'Distress of an enterprise to record (认定困难企业).' })
export class OpenDistressInput extends EnterpriseStepInput {
  @Allow()
  @Field(() => DistressKind, { description: 'Kind of distress (困难类型).' })
  readonly kind!: DistressKind;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'First day (起始日期); not in the future.' })
  readonly fromOn!: LocalDate;

  @IsOptional()
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day, for distress that is over already (补录结束日期); absent while it lasts.',
  })
  readonly toOn?: LocalDate | null;

  @Length(2, 500)
  @Field(() => String, { description: 'What it rests on (认定依据), such as the list or report that names it.' })
  readonly evidence!: string;
}

@InputType('ChangeDistressKindInput', {
  description: 'Another kind of distress from a day on (变更困难类型): the present period ends the day before.',
})
export class ChangeDistressKindInput extends EnterpriseStepInput {
  @Allow()
  @Field(() => DistressKind, { description: 'The new kind (困难类型).' })
  readonly kind!: DistressKind;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'First day of the new kind (起始日期); not in the future.' })
  readonly fromOn!: LocalDate;

  @Length(2, 500)
  @Field(() => String, { description: 'What it rests on (认定依据).' })
  readonly evidence!: string;
}

@InputType('EndDistressInput', { description: 'The end of the present distress (解除困难).' })
export class EndDistressInput extends EnterpriseStepInput {
  @Allow()
  @Field(() => LocalDateScalar, { description: 'Last day of distress (结束日期); in the past.' })
  readonly toOn!: LocalDate;
}

@InputType('CorrectDistressInput', { description: 'A period that was recorded wrongly (更正困难时段).' })
export class CorrectDistressInput extends EnterpriseStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The wrong period (困难时段编号).' })
  readonly periodId!: string;

  @Length(2, 500)
  @Field(() => String, { description: 'Why it is wrong (更正原因).' })
  readonly reason!: string;
}
