import { LocalDateScalar } from '@nuan/federation';
import { ArchiveTier, HardshipCause } from '@nuan/kernel';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { PlanItemKind } from './plan-item-kind';

/**
 * A rule of which measure answers which cause (因困施策), in a region and for a time. Rules are data: a county adds its own, and
 * for that cause they replace the wider ones.
 */
@Entity({ name: 'measure_rule' })
@ObjectType('MeasureRule', {
  description:
    'A rule of which measure answers which cause of hardship (因困施策规则). For a cause, the rules of the nearest region that has any hold.',
})
export class MeasureRule {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the rule (编号).' })
  readonly id!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => HardshipCause, { description: 'The cause that it answers (致困原因).' })
  cause!: HardshipCause;

  @Column({ type: 'text' })
  @Field(() => PlanItemKind, { description: 'The measure proposed (措施类型).' })
  kind!: PlanItemKind;

  @Column({ type: 'smallint' })
  @Field(() => Int, { description: 'Order among the measures of the cause (顺序), from 1.' })
  position!: number;

  @Column({ type: 'smallint', name: 'due_months' })
  @Field(() => Int, { description: 'Months in which the measure is to be done (完成期限，月), 1 to 60.' })
  dueMonths!: number;

  @Column({ type: 'boolean', name: 'needs_student', default: false })
  @Field(() => Boolean, { description: 'Whether only households with a student get it (仅限有在学子女).' })
  needsStudent!: boolean;

  @Column({ type: 'boolean', name: 'needs_employable', default: false })
  @Field(() => Boolean, {
    description:
      'Whether only households able to work get it (仅限有劳动能力): none of their causes is NO_LABOUR_CAPACITY.',
  })
  needsEmployable!: boolean;

  @Column({ type: 'text', array: true, nullable: true })
  @Field(() => [ArchiveTier], {
    nullable: true,
    description: 'Only files of these tiers get it (档案级别); null for all.',
  })
  tiers!: ArchiveTier[] | null;

  @Column({ type: 'date', name: 'valid_from' })
  @Field(() => LocalDateScalar, { description: 'First day of the rule (生效日期).' })
  validFrom!: string;

  @Column({ type: 'date', name: 'valid_to', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day of the rule (失效日期); null while it holds.',
  })
  validTo!: string | null;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'What the rule rests on (依据): a regulation or a decision.' })
  basis!: string;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version of the rule (版本), raised when it is ended.' })
  version!: number;
}
