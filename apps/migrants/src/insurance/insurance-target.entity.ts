import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Share of projects in progress that are to be insured by the end of a year (同舟计划分阶段目标); data, not code. */
@Entity({ name: 'insurance_target' })
@ObjectType('InsuranceTarget', {
  description: 'Share of the projects in progress that are to be insured by the end of a year (同舟计划分阶段目标).',
})
export class InsuranceTarget {
  @PrimaryColumn({ type: 'text', name: 'region_code' })
  readonly regionCode!: string;

  @PrimaryColumn({ type: 'integer' })
  @Field(() => Int, { description: 'Year (年度); it holds until there is a newer one.' })
  readonly year!: number;

  @Column({ type: 'smallint', name: 'share_percent' })
  @Field(() => Int, { description: 'Share in per cent (目标参保率，%).' })
  readonly sharePercent!: number;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'What it rests on (依据).' })
  readonly basis!: string;
}
