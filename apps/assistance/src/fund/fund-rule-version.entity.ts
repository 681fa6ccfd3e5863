import { Instant, RegionCodeScalar } from '@nuan/federation';
import { AidPurpose, ArchiveTier, TargetGroupKind } from '@nuan/kernel';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An earmark that a fund had before (原使用规定), as it was when it was replaced. Written once, never changed. */
@Entity({ name: 'fund_rule_version' })
@ObjectType('EarlierFundRule', {
  description: 'An earmark that a fund had before (原使用规定), and why it was replaced.',
})
export class FundRuleVersion {
  @PrimaryColumn({ type: 'uuid', name: 'fund_id' })
  readonly fundId!: string;

  @PrimaryColumn({ type: 'integer' })
  @Field(() => Int, { description: 'Last version of the fund that had it (版本).' })
  readonly version!: number;

  @Column({ type: 'text', name: 'rule_groups', array: true })
  @Field(() => [TargetGroupKind], { description: 'Target groups it could pay (适用对象).' })
  readonly groups!: TargetGroupKind[];

  @Column({ type: 'text', name: 'rule_purposes', array: true })
  @Field(() => [AidPurpose], { description: 'Purposes it could serve (资金用途).' })
  readonly purposes!: AidPurpose[];

  @Column({ type: 'text', name: 'rule_tiers', array: true })
  @Field(() => [ArchiveTier], { description: 'Tiers of file it could pay (适用建档标准); empty for every tier.' })
  readonly tiers!: ArchiveTier[];

  @Column({ type: 'text', name: 'rule_regions', array: true })
  @Field(() => [RegionCodeScalar], { description: 'Regions it could pay in (适用区域); empty for the whole region.' })
  readonly regions!: string[];

  @Column({ type: 'text', name: 'replaced_by' })
  readonly replacedBy!: string;

  @Column({ type: 'timestamptz', name: 'replaced_at' })
  @Field(() => Instant, { description: 'When it was replaced (变更时间).' })
  readonly replacedAt!: Date;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Why it was replaced (变更原因).' })
  readonly reason!: string;
}
