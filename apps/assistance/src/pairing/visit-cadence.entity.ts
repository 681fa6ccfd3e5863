import { LocalDateScalar } from '@nuan/federation';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { HelperRank } from './helper-rank';

/** How often helpers visit (走访频次), by region and rank: never less than every six months (I25). */
@Entity({ name: 'visit_cadence' })
@ObjectType('VisitCadence', {
  description:
    'How often helpers of a region visit (走访频次). The rule of the rank comes before one for all ranks, and the nearest region before a wider one.',
})
export class VisitCadence {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the rule (编号).' })
  readonly id!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text', name: 'helper_rank', nullable: true })
  @Field(() => HelperRank, { nullable: true, description: 'Rank that it holds for (责任人级别); null for all ranks.' })
  helperRank!: HelperRank | null;

  @Column({ type: 'smallint', name: 'interval_months' })
  @Field(() => Int, { description: 'Months between two visits (走访间隔，月), 1 to 6.' })
  intervalMonths!: number;

  @Column({ type: 'date', name: 'valid_from' })
  @Field(() => LocalDateScalar, {
    description: 'First day (生效日期); a later rule of the same place and rank replaces it.',
  })
  validFrom!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'What it rests on (依据).' })
  basis!: string;
}
