import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { StartupEntryKind } from './startup-entry-kind';

/**
 * What a start-up had in kind, or paid back of its loan (创业扶持台账). Append-only (I36); a correction is a second entry that
 * reverses the first in full.
 */
@Entity({ name: 'startup_entry' })
@ObjectType('StartupEntry', {
  description:
    'Materials that a start-up was given, or an instalment of its loan that it paid back (创业扶持台账). Never changed: an error is reversed.',
})
export class StartupEntry {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the entry (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'startup_project_id' })
  startupProjectId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => StartupEntryKind, { description: 'What it is about (类型).' })
  kind!: StartupEntryKind;

  @Column({ type: 'date', name: 'made_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the handing over or of the instalment (日期).' })
  madeOn!: string;

  @Column({ type: 'bigint', name: 'amount_fen', transformer: bigintTransformer })
  @Field(() => Money, {
    name: 'amount',
    description: 'Value of the materials, or money paid back (金额); negative for a reversal.',
  })
  amountFen!: bigint;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What was handed over (物品); null for money and for reversals.',
  })
  item!: string | null;

  @Column({ type: 'text', name: 'proof_no', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Number of the signed receipt or of the bank’s voucher (凭证号); null for a reversal.',
  })
  proofNo!: string | null;

  @Column({ type: 'uuid', name: 'reverses_id', nullable: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The entry that this one takes back (冲销的台账); null for an entry of its own.',
  })
  reversesId!: string | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it was taken back (冲销原因); null unless it is a reversal.',
  })
  reason!: string | null;
}
