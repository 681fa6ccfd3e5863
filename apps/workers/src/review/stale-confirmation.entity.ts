import { Instant, LocalDateScalar } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A confirmation that a household whose review is overdue is in hardship still and may be paid (逾期档案确认); appended only. */
@Entity({ name: 'stale_confirmation' })
@ObjectType('StaleConfirmation', {
  description: 'A confirmation that an overdue file may be paid (逾期档案确认), for a time and with a reason.',
})
export class StaleConfirmation {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the confirmation (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Why (理由).' })
  reason!: string;

  @Column({ type: 'text', name: 'confirmed_by' })
  @Field(() => String, { description: 'User id of who confirmed it (确认人).' })
  confirmedBy!: string;

  @Column({ type: 'timestamptz', name: 'confirmed_at' })
  @Field(() => Instant, { description: 'When it was confirmed (确认时间).' })
  confirmedAt!: Date;

  @Column({ type: 'date', name: 'until_on' })
  @Field(() => LocalDateScalar, { name: 'until', description: 'Last day on which it holds (有效期至).' })
  untilOn!: string;
}
