import { bigintTransformer } from '@nuan/database';
import { Instant, LocalDateScalar, Money, registerEnum } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What became of goods of a lot (物资去向). */
export enum LotIssueKind {
  ISSUED = 'ISSUED',
  WRITTEN_OFF = 'WRITTEN_OFF',
}

registerEnum(LotIssueKind, 'LotIssueKind', 'What became of goods of a lot (物资去向).', {
  ISSUED: 'Given to people (发放).',
  WRITTEN_OFF: 'Lost, spoilt or given back to the donor (核销).',
});

/** Goods of a lot issued or written off at their share of its value (物资发放记录). Written once: a correction has the opposite sign. */
@Entity({ name: 'lot_issue' })
@ObjectType('LotIssue', {
  description:
    'Goods of a lot issued to people or written off (物资发放记录), at their share of its recorded value. A correction is an entry with the opposite sign.',
})
export class LotIssue {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'lot_id' })
  @Field(() => ID, { description: 'The lot (物资批次编号).' })
  lotId!: string;

  @Column({ type: 'text' })
  @Field(() => LotIssueKind, { description: 'What became of them (去向).' })
  kind!: LotIssueKind;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'How many (数量), in the measure of the lot; below 0 for a correction.' })
  quantity!: number;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Persons who received (受助人数); below 0 for a correction, 0 when written off.' })
  recipients!: number;

  @Column({ type: 'bigint', name: 'value_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Share of the recorded value (价值，元); below 0.00 for a correction.' })
  readonly value!: bigint;

  @Column({ type: 'date', name: 'issued_on' })
  @Field(() => LocalDateScalar, { description: 'Day it happened (日期).' })
  issuedOn!: string;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why (原因); null for an ordinary issue.' })
  reason!: string | null;

  @Column({ type: 'uuid', name: 'reverses_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The entry that this one takes back (冲销对象); null for others.' })
  reversesId!: string | null;

  @Column({ type: 'text', name: 'made_by' })
  madeBy!: string;

  @Column({ type: 'timestamptz', name: 'made_at' })
  @Field(() => Instant, { description: 'When it was recorded (登记时间).' })
  madeAt!: Date;

  /** Fen a head, rounded down; 0 when nobody received. */
  get valuePerHead(): bigint {
    return this.recipients === 0 ? 0n : this.value / BigInt(this.recipients);
  }
}
