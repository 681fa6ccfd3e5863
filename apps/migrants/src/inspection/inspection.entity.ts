import { LocalDateScalar } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { InspectionKind } from './inspection-kind';
import { InspectionState } from './inspection-state';

/** A special inspection trip to one city or county (专项督查): wages owed, or injury insurance in construction. */
@Entity({ name: 'inspection' })
@Directive('@key(fields: "id")')
@ObjectType('Inspection', { description: 'A special inspection trip to one city or county (专项督查).' })
export class Inspection {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the inspection (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => InspectionKind, { description: 'What it looked into (督查类型).' })
  kind!: InspectionKind;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Title (名称).' })
  title!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'date', name: 'starts_on' })
  @Field(() => LocalDateScalar, { description: 'First day (开始日期).' })
  startsOn!: string;

  @Column({ type: 'date', name: 'ends_on' })
  @Field(() => LocalDateScalar, { description: 'Last day (结束日期).' })
  endsOn!: string;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Office of who led it (带队领导职务), not a name; null when not stated.',
  })
  leader!: string | null;

  @Column({ type: 'text', array: true })
  @Field(() => [String], { description: 'Departments that took part (联合部门); empty when the union went alone.' })
  partners!: string[];

  @Column({ type: 'text', default: 'CLOSED' })
  @Field(() => InspectionState, { description: 'State of the trip (督查状态).' })
  state!: InspectionState;

  @Column({ type: 'date', name: 'closed_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day it was closed or cancelled (结束督查日期); null when not on record.',
  })
  closedOn!: string | null;

  @Column({ type: 'text', name: 'cancelled_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it did not take place (取消原因); null unless it was cancelled.',
  })
  cancelledReason!: string | null;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}
