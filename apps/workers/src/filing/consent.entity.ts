import { Instant, registerEnum } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a consent is for (授权事项): separate consent for each purpose. Source: Personal Information Protection Law, art. 29. */
export enum ConsentPurpose {
  FINANCIAL_CHECK = 'FINANCIAL_CHECK',
  HEALTH_DATA = 'HEALTH_DATA',
  PUBLIC_NOTICE = 'PUBLIC_NOTICE',
}

registerEnum(ConsentPurpose, 'ConsentPurpose', 'What a consent is for (授权事项).', {
  FINANCIAL_CHECK: 'Matching of finances with other departments (经济状况核对).',
  HEALTH_DATA: 'Keeping of data on illness and disability (健康信息).',
  PUBLIC_NOTICE:
    'That the masked name is put on public notice (公示告知). The notice rests on the duty to publicise, so taking this back takes nobody off the list; withdrawing the application does.',
});

/** How a consent was given (授权方式). */
export enum ConsentChannel {
  PAPER = 'PAPER',
  ONLINE = 'ONLINE',
}

registerEnum(ConsentChannel, 'ConsentChannel', 'How a consent was given (授权方式).', {
  PAPER: 'Signed on paper (书面签字).',
  ONLINE: 'Given online after identification (线上实名).',
});

/** A person's consent (授权委托书): purpose, wording, channel and time, and its withdrawal. For a child under 14 the guardian gives it. */
@Entity({ name: 'consent' })
@ObjectType('Consent', {
  description: 'A person’s consent to one purpose (授权委托书), with wording, channel and time.',
})
export class Consent {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the consent (编号).' })
  readonly id!: string;

  /** The person of the register; null while it is a person of an application alone. */
  @Column({ type: 'uuid', name: 'worker_id', nullable: true })
  personId!: string | null;

  @Column({ type: 'uuid', name: 'application_id', nullable: true })
  applicationId!: string | null;

  /** The person of the application who consented, or for whom the guardian did. */
  @Column({ type: 'uuid', name: 'filing_person_id', nullable: true })
  @Field(() => ID, {
    name: 'personId',
    nullable: true,
    description:
      'Person of the application (申请中的成员); null for a consent from before applications were kept here.',
  })
  filingPersonId!: string | null;

  @Column({ type: 'uuid', name: 'filing_guardian_id', nullable: true })
  @Field(() => ID, {
    name: 'guardianId',
    nullable: true,
    description: 'Who consented for a child under 14 (监护人), a person of the application; null for others.',
  })
  filingGuardianId!: string | null;

  /** Subject of the officer who entered it. */
  @Column({ type: 'text', name: 'recorded_by', nullable: true })
  recordedBy!: string | null;

  /** Who consented for a child under 14. Source: Personal Information Protection Law, art. 31. */
  @Column({ type: 'uuid', name: 'guardian_id', nullable: true })
  guardianId!: string | null;

  @Column({ type: 'text' })
  @Field(() => ConsentPurpose, { description: 'What it is for (授权事项).' })
  purpose!: ConsentPurpose;

  @Column({ type: 'text', name: 'text_version' })
  @Field(() => String, { description: 'Version of the wording that was signed (授权书版本).' })
  textVersion!: string;

  @Column({ type: 'text' })
  @Field(() => ConsentChannel, { description: 'How it was given (授权方式).' })
  channel!: ConsentChannel;

  @Column({ type: 'timestamptz', name: 'given_at' })
  @Field(() => Instant, { description: 'When it was given (授权时间).' })
  givenAt!: Date;

  @Column({ type: 'timestamptz', name: 'withdrawn_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was withdrawn (撤回时间); null while it holds.' })
  withdrawnAt!: Date | null;
}
