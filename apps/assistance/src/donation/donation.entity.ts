import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { DonationKind } from './donation-kind';

/** A gift of money or goods (社会捐助). Cash is raised into a fund; goods are issued as lots and never enter a money ledger. */
@Entity({ name: 'donation' })
@ObjectType('Donation', { description: 'A gift of money or goods (社会捐助).' })
export class Donation {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the donation (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => DonationKind, { description: 'What was given (捐赠类型).' })
  kind!: DonationKind;

  @Column({ type: 'text' })
  @Field(() => String, {
    description: 'The donor as may be published (捐赠方): an organisation, or a collective name for private givers.',
  })
  donor!: string;

  @Column({ type: 'text', name: 'campaign_code', nullable: true })
  campaignCode!: string | null;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'union_id' })
  unionId!: string;

  /** The fund that cash was raised into; null for goods. */
  @Column({ type: 'uuid', name: 'fund_id', nullable: true })
  fundId!: string | null;

  @Column({ type: 'bigint', name: 'cash_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Money given (捐款金额，元); 0.00 for goods.' })
  readonly cash!: bigint;

  @Column({ type: 'date', name: 'received_on' })
  @Field(() => LocalDateScalar, { description: 'Day it was received (接收日期).' })
  receivedOn!: string;

  /** The ledger transaction that raised the cash; null for goods, and for donations loaded in bulk. */
  @Column({ type: 'uuid', name: 'transaction_id', nullable: true })
  transactionId!: string | null;

  @Column({ type: 'bigint', name: 'returned_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Cash given back or corrected away (退回金额，元).' })
  readonly returned!: bigint;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the record (版本), raised by every change; 1 when it was made.' })
  version!: number;
}
