import { Instant } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A member of a household registered to be paid in place of its head (代领人登记), with the reason (I15). Ended, never deleted. */
@Entity({ name: 'payee_registration' })
@ObjectType('PayeeRegistration', {
  description: 'A member of a household registered to be paid in place of its head (代领人登记).',
})
export class PayeeRegistration {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the registration (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'uuid', name: 'payee_id' })
  payeeId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text', name: 'account_token', nullable: true, select: false })
  accountToken?: string | null;

  @Column({ type: 'text', name: 'account_mask', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The account, all but its last digits masked (账号，已脱敏); null without one.',
  })
  accountMask!: string | null;

  @Column({ type: 'boolean', name: 'name_matches' })
  @Field(() => Boolean, {
    description: 'Whether the officer found the name on the account to be the name on the file (户名一致).',
  })
  nameMatches!: boolean;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Why the head is not paid (代领原因).' })
  reason!: string;

  @Column({ type: 'text', name: 'registered_by' })
  registeredBy!: string;

  @Column({ type: 'timestamptz', name: 'registered_at' })
  @Field(() => Instant, { description: 'When it was registered (登记时间).' })
  registeredAt!: Date;

  @Column({ type: 'text', name: 'ended_by', nullable: true })
  endedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'ended_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it ended (终止时间); null while it holds.' })
  endedAt!: Date | null;
}
