import { LocalDateScalar } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { HelperRank } from './helper-rank';

/**
 * One-on-one pairing (一帮一结对帮扶): a cadre answers for a household and visits it at least every six months (I25). A
 * household has at most one active primary pairing (I3). The helper is named by office; beneficiaries never are.
 */
@Entity({ name: 'pairing' })
@Directive('@key(fields: "id")')
@ObjectType('Pairing', {
  description:
    'One-on-one pairing of a helper with a household (一帮一结对帮扶): one cadre answers for one household and visits it every half-year.',
})
export class Pairing {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the pairing (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'union_id', nullable: true })
  unionId!: string | null;

  @Column({ type: 'text', name: 'helper_name' })
  @Field(() => String, { description: 'Name of the helper (结对帮扶责任人), who acts in office.' })
  helperName!: string;

  @Column({ type: 'text', name: 'helper_rank' })
  @Field(() => HelperRank, { description: 'Rank of the helper (责任人级别).' })
  helperRank!: HelperRank;

  @Column({ type: 'text', name: 'unit_name', nullable: true })
  @Field(() => String, { nullable: true, description: 'Unit the helper works for (所在单位); null when not stated.' })
  unitName!: string | null;

  @Column({ type: 'boolean', name: 'is_primary', default: true })
  @Field(() => Boolean, { description: 'Whether this helper answers first for the household (主要责任人).' })
  isPrimary!: boolean;

  @Column({ type: 'date', name: 'starts_on' })
  @Field(() => LocalDateScalar, { description: 'First day of the pairing (结对日期).' })
  startsOn!: string;

  @Column({ type: 'date', name: 'ends_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day of the pairing (结束日期); null while it lasts.',
  })
  endsOn!: string | null;

  @Column({ type: 'text', name: 'ended_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why the pairing ended (结束原因); null while it lasts, or when no reason was kept.',
  })
  endedReason!: string | null;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version of the pairing (版本), raised by every change.' })
  version!: number;
}
