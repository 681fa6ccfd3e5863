import { LocalDateScalar } from '@nuan/federation';
import { Industry } from '@nuan/kernel';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Capacity that an enterprise gives up in a year under supply-side reform (化解过剩产能). */
@Entity({ name: 'capacity_cut' })
@ObjectType('CapacityCut', {
  description: 'Capacity that an enterprise gives up in a year under supply-side reform (化解过剩产能).',
})
export class CapacityCut {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'enterprise_id' })
  enterpriseId!: string;

  /** Of the enterprise, which it follows. */
  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Calendar year (年度).' })
  year!: number;

  @Column({ type: 'text' })
  @Field(() => Industry, { description: 'What was produced: COAL or STEEL (产品).' })
  product!: Industry;

  @Column({ type: 'integer', name: 'planned_tons' })
  @Field(() => Int, { description: 'Capacity to be given up, tons a year (计划压减产能，吨/年).' })
  plannedTons!: number;

  @Column({ type: 'integer', name: 'done_tons' })
  @Field(() => Int, { description: 'Capacity given up so far, tons a year (已压减产能，吨/年).' })
  doneTons!: number;

  @Column({ type: 'date', name: 'closed_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day the works closed (关停日期); null when they did not or not yet.',
  })
  closedOn!: string | null;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本), raised by every new report for the year.' })
  version!: number;
}
