import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { AidPurpose, HardshipCategory, TargetGroupKind } from '@nuan/kernel';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { CapScope } from './cap-scope';

/** How much one payment and one year may give (救助标准, I19). The standard of the smallest enclosing region holds. */
@Entity({ name: 'aid_standard' })
@ObjectType('AidStandard', {
  description:
    'How much one payment and one year may give (救助标准), by region, group, purpose and category. The smallest enclosing region’s holds.',
})
export class AidStandard {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the standard (编号).' })
  readonly id!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text', name: 'target_group' })
  @Field(() => TargetGroupKind, { description: 'Group it is for (对象类别).' })
  group!: TargetGroupKind;

  @Column({ type: 'text' })
  @Field(() => AidPurpose, { description: 'Purpose it is for (救助用途).' })
  purpose!: AidPurpose;

  @Column({ type: 'text', nullable: true })
  @Field(() => HardshipCategory, {
    nullable: true,
    description: 'Category it is for (困难类别); null for every category without one of its own.',
  })
  category!: HardshipCategory | null;

  @Column({ type: 'bigint', name: 'per_payment_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Most that one payment may give (单次上限，元).' })
  readonly perPayment!: bigint;

  @Column({ type: 'bigint', name: 'per_year_fen', transformer: bigintTransformer })
  @Field(() => Money, { description: 'Most that one beneficiary may be given in a calendar year (年度上限，元).' })
  readonly perYear!: bigint;

  @Column({ type: 'text', name: 'cap_scope' })
  @Field(() => CapScope, { description: 'Of whom perYear is counted (年度上限口径).' })
  capScope!: CapScope;

  @Column({ type: 'date', name: 'valid_from' })
  @Field(() => LocalDateScalar, { description: 'First day it holds (生效日期).' })
  validFrom!: string;

  @Column({ type: 'date', name: 'valid_to', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day it holds (失效日期); null while it is in force.',
  })
  validTo!: string | null;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'The rule it comes from, in Chinese (依据).' })
  basis!: string;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the record (版本): 1 when it was made, 2 once its end was set.' })
  version!: number;
}
