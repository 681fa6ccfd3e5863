import { bigintTransformer } from '@nuan/database';
import { Money } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { FilingAmountKind } from './amount-kind';

/** A line of incomes and unavoidable expenses (收支明细) of an application, over twelve months. */
@Entity({ name: 'filing_amount' })
@ObjectType('FilingAmount', {
  description: 'A line of income or unavoidable expense over twelve months (收支明细).',
})
export class FilingAmount {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'application_id' })
  applicationId!: string;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Place in the list (序号), from 0.' })
  ordinal!: number;

  @Column({ type: 'boolean', name: 'is_current' })
  isCurrent!: boolean;

  @Column({ type: 'uuid', name: 'person_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'Whose it is (成员); null for the household’s.' })
  personId!: string | null;

  @Column({ type: 'text' })
  @Field(() => FilingAmountKind, { description: 'What it is (项目).' })
  kind!: FilingAmountKind;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  @Field(() => Money, { name: 'amount', description: 'Sum over twelve months (十二个月合计).' })
  amountFen!: bigint;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Remark (备注); null when there is none.' })
  note!: string | null;
}
