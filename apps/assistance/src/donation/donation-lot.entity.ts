import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { Valuation } from './valuation';

/** A lot of donated goods (捐赠物资批次) at its recorded value. The value of a donation of goods is the sum of its lots (I22). */
@Entity({ name: 'donation_lot' })
@ObjectType('DonationLot', { description: 'A lot of donated goods (捐赠物资批次) at its recorded value.' })
export class DonationLot {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the lot (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'donation_id' })
  donationId!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'What the lot holds, in Chinese (物资名称).' })
  goods!: string;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'How many (数量), in `measure`.' })
  quantity!: number;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Unit of the quantity in Chinese (计量单位).' })
  measure!: string;

  @Column({ type: 'bigint', name: 'value_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Recorded value of the whole lot (价值，元).' })
  readonly value!: bigint;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Persons who received from the lot (受助人数); 0 until it is issued.' })
  recipients!: number;

  @Column({ type: 'date', name: 'issued_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day it was issued (发放日期); null while it is in store.',
  })
  issuedOn!: string | null;

  @Column({ type: 'text' })
  @Field(() => Valuation, { description: 'How the value was found (计价方式).' })
  valuation!: Valuation;

  @Column({ type: 'integer', name: 'issued_quantity' })
  @Field(() => Int, { description: 'How much of it people have received (已发放数量), in `measure`.' })
  readonly issuedQuantity!: number;

  @Column({ type: 'bigint', name: 'issued_value_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Its share of the recorded value (已发放价值，元).' })
  readonly issuedValue!: bigint;

  @Column({ type: 'integer', name: 'written_off_quantity' })
  @Field(() => Int, { description: 'How much of it was lost, spoilt or given back (核销数量), in `measure`.' })
  readonly writtenOffQuantity!: number;

  @Column({ type: 'bigint', name: 'written_off_value_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Its share of the recorded value (核销价值，元).' })
  readonly writtenOffValue!: bigint;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the record (版本); 1 when it was made.' })
  version!: number;
}
