import { LocalDateScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How much of the wages owed may be advanced (垫付比例), by region and time. */
@Entity({ name: 'advance_rule' })
@ObjectType('AdvanceRule', {
  description:
    'How much of the wages owed in a case may be advanced (垫付比例); the latest rule of the nearest region holds.',
})
export class AdvanceRule {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the rule (编号).' })
  readonly id!: string;

  @Column({ type: 'text', name: 'region_code' })
  readonly regionCode!: string;

  @Column({ type: 'smallint', name: 'share_percent' })
  @Field(() => Int, { description: 'Share of the wages owed in per cent (垫付比例，%).' })
  readonly sharePercent!: number;

  @Column({ type: 'date', name: 'valid_from' })
  @Field(() => LocalDateScalar, { description: 'First day (生效日期); a later rule of the same place replaces it.' })
  readonly validFrom!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'What it rests on (依据).' })
  readonly basis!: string;
}
