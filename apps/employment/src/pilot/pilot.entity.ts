import { LocalDateScalar } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A pilot (试点) of the employment and start-up aid plan. It belongs to the province; its money lies with its cities. */
@Entity({ name: 'pilot' })
@Directive('@key(fields: "id")')
@ObjectType('Pilot', {
  description: 'A pilot (试点) of the employment and start-up aid plan (就业创业援助行动计划) in several cities.',
})
export class Pilot {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the pilot (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Name of the pilot (试点名称).' })
  name!: string;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Year its money belongs to (年度).' })
  year!: number;

  @Column({ type: 'date', name: 'starts_on' })
  @Field(() => LocalDateScalar, { description: 'First day (开始日期).' })
  startsOn!: string;

  @Column({ type: 'date', name: 'ends_on', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day (结束日期); null while it is not fixed.' })
  endsOn!: string | null;

  @Column({ type: 'text', name: 'selection_rule' })
  @Field(() => String, { description: 'By which rule the cities were chosen (试点市选取规则).' })
  selectionRule!: string;
}
