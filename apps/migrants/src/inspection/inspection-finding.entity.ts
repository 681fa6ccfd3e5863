import { LocalDateScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { FindingState } from './finding-state';

/** What an inspection found (督查发现问题) and what became of it. */
@Entity({ name: 'inspection_finding' })
@ObjectType('Finding', { description: 'What an inspection found (督查发现问题) and what became of it.' })
export class InspectionFinding {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the finding (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'inspection_id' })
  inspectionId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'enterprise_id', nullable: true })
  enterpriseId!: string | null;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'What was found (问题描述).' })
  summary!: string;

  @Column({ type: 'text' })
  @Field(() => FindingState, { description: 'What became of it (整改状态).' })
  state!: FindingState;

  @Column({ type: 'date', name: 'found_on' })
  @Field(() => LocalDateScalar, { description: 'Day it was found (发现日期).' })
  foundOn!: string;

  @Column({ type: 'date', name: 'deadline_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day by which it is to be put right (整改期限); null before that was ordered.',
  })
  deadlineOn!: string | null;

  @Column({ type: 'date', name: 'rectified_on', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day it was put right (整改日期); null before that.' })
  rectifiedOn!: string | null;

  @Column({ type: 'date', name: 'ordered_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day it was ordered (责令日期); null when not on record.',
  })
  orderedOn!: string | null;

  @Column({ type: 'text', name: 'rectified_by', nullable: true })
  rectifiedBy!: string | null;

  @Column({ type: 'text', name: 'returned_reason', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was last sent back (退回原因); null when it never was.' })
  returnedReason!: string | null;

  @Column({ type: 'text', name: 'checked_by', nullable: true })
  checkedBy!: string | null;

  @Column({ type: 'date', name: 'checked_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day it was checked (复查日期); null when not on record.',
  })
  checkedOn!: string | null;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}
