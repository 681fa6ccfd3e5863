import { LocalDateScalar } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A counter-entry (更正): takes one wrong distress period, visit, deregistration or contract with a shop back; what it takes back stays on record. */
@Entity({ name: 'entry_correction' })
@ObjectType('EntryCorrection', {
  description:
    'A counter-entry (更正) that takes one wrong distress period, visit or deregistration back; nothing is deleted.',
})
export class EntryCorrection {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the counter-entry (编号).' })
  readonly id!: string;

  /** Null for a counter-entry to a contract with a shop. */
  @Column({ type: 'uuid', name: 'enterprise_id', nullable: true })
  enterpriseId!: string | null;

  @Column({ type: 'uuid', name: 'shop_id', nullable: true })
  shopId!: string | null;

  @Column({ type: 'uuid', name: 'distress_period_id', nullable: true })
  distressPeriodId!: string | null;

  @Column({ type: 'uuid', name: 'visit_id', nullable: true })
  visitId!: string | null;

  @Column({ type: 'date', name: 'deregistered_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'Day of the deregistration that it took back (被更正的注销日期); null when it took another entry back.',
  })
  deregisteredOn!: string | null;

  @Column({ type: 'text', name: 'deregistered_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'Why it had been deregistered (被更正的注销原因); null when it took another entry back, or none was on file.',
  })
  deregisteredReason!: string | null;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Why the entry was wrong (更正原因).' })
  reason!: string;

  @Column({ type: 'date', name: 'corrected_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the counter-entry (更正日期).' })
  correctedOn!: string;

  @Column({ type: 'text', name: 'corrected_by' })
  correctedBy!: string;
}
