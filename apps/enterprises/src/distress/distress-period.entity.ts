import { LocalDateScalar } from '@nuan/federation';
import { DistressKind } from '@nuan/kernel';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A stretch of time in which an enterprise was in one kind of distress (困难时段). At most one is open per enterprise. */
@Entity({ name: 'distress_period' })
@ObjectType('DistressPeriod', {
  description: 'A stretch of time in which an enterprise was in one kind of distress (困难时段).',
})
export class DistressPeriod {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the period (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'enterprise_id' })
  enterpriseId!: string;

  @Column({ type: 'text' })
  @Field(() => DistressKind, { description: 'Kind of distress (困难类型).' })
  kind!: DistressKind;

  @Column({ type: 'date', name: 'from_on' })
  @Field(() => LocalDateScalar, { name: 'from', description: 'First day (起始日期).' })
  fromOn!: string;

  @Column({ type: 'date', name: 'to_on', nullable: true })
  @Field(() => LocalDateScalar, {
    name: 'to',
    nullable: true,
    description: 'Last day (结束日期); null while it lasts.',
  })
  toOn!: string | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What it rests on, such as a document (认定依据); null when none is on file.',
  })
  evidence!: string | null;

  @Column({ type: 'date', name: 'recorded_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the last entry in this record (登记日期).' })
  recordedOn!: string;

  /** Day of the counter-entry that took it back; kept by the database. */
  @Column({ type: 'date', name: 'corrected_on', nullable: true })
  readonly correctedOn!: string | null;
}
