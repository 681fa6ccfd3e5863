import { FundSource, UnionLevel } from '@nuan/kernel';
import type { AidPurpose, ArchiveTier, TargetGroupKind } from '@nuan/kernel';
import { LocalDateScalar, Money } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A fund (资金): money of one source raised by one union for one year, under one earmark. What was raised and what is
 * still held stand on its root allocation, so a fund and its tree can't disagree.
 */
@Entity({ name: 'fund' })
@Directive('@key(fields: "id")')
@ObjectType('Fund', {
  description:
    'Money of one source, raised by one level of unions for one year, under one earmark (帮扶资金、送温暖资金).',
})
export class Fund {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the fund (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => FundSource, { description: 'Where the money comes from (资金来源).' })
  source!: FundSource;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Name of the fund in Chinese (资金名称).' })
  name!: string;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Budget year (预算年度).' })
  year!: number;

  @Column({ type: 'text', name: 'raised_by' })
  @Field(() => UnionLevel, { description: 'Level of the union that raised it (筹集层级).' })
  raisedBy!: UnionLevel;

  /** The union that raised it and holds the root of its tree. */
  @Column({ type: 'uuid', name: 'union_id' })
  unionId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  /** The campaign it was raised for; null for day-to-day aid. */
  @Column({ type: 'text', name: 'campaign_code', nullable: true })
  campaignCode!: string | null;

  @Column({ type: 'text', name: 'rule_groups', array: true })
  ruleGroups!: TargetGroupKind[];

  @Column({ type: 'text', name: 'rule_purposes', array: true })
  rulePurposes!: AidPurpose[];

  @Column({ type: 'text', name: 'rule_tiers', array: true })
  ruleTiers!: ArchiveTier[];

  @Column({ type: 'text', name: 'rule_regions', array: true })
  ruleRegions!: string[];

  @Column({ type: 'boolean', name: 'passes_down_in_full' })
  passesDownInFull!: boolean;

  @Column({ type: 'date', name: 'pass_down_due_on', nullable: true })
  passDownDueOn!: string | null;

  @Column({ type: 'date', name: 'closed_on', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day it was closed (关闭日期); null while it is open.' })
  closedOn!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version of the record (版本), raised by every change; 1 when it was made.' })
  version!: number;

  /** Fen raised so far: the amount of the root allocation, not a column of this table. */
  @Field(() => Money, { description: 'Money raised into the fund (筹集金额，元).' })
  readonly amount!: bigint;

  /** Fen still held at the root, free or reserved; null for a viewer who doesn't cover the fund's region. */
  @Field(() => Money, {
    nullable: true,
    description:
      'What the raising union still holds, neither passed down nor spent (结余，元). Null for a viewer who does not cover the fund’s region; 0.00 once a fund is passed down in full.',
  })
  readonly balance!: bigint | null;
}
