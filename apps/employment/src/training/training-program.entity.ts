import { bigintTransformer } from '@nuan/database';
import { Money } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { TrainingKind } from './training-kind';

/** A training programme (培训项目) of one year and region. Its payments never go beyond its budget: the database refuses them. */
@Entity({ name: 'training_program' })
@Directive('@key(fields: "id")')
@ObjectType('TrainingProgram', {
  description: 'A training programme (培训项目) of one year and region, free for those who take part.',
})
export class TrainingProgram {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the programme (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Name of the programme (项目名称).' })
  name!: string;

  @Column({ type: 'text' })
  @Field(() => TrainingKind, { description: 'Kind of training (培训类型).' })
  kind!: TrainingKind;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Year the programme belongs to (年度).' })
  year!: number;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  /** The union that organises the programme. */
  @Column({ type: 'uuid', name: 'union_id', nullable: true })
  unionId!: string | null;

  @Column({ type: 'bigint', name: 'budget_fen', transformer: bigintTransformer })
  @Field(() => Money, { name: 'budget', description: 'Money set aside (预算).' })
  budgetFen!: bigint;

  @Column({ type: 'bigint', name: 'spent_fen', transformer: bigintTransformer })
  @Field(() => Money, {
    name: 'spent',
    description: 'Money paid so far, reversals taken off (已支出); never more than the budget.',
  })
  spentFen!: bigint;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version, for `expectedVersion` (版本).' })
  version!: number;
}
