import { LocalDateScalar } from '@nuan/federation';
import { type DistressKind, Industry } from '@nuan/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { DemonstrationStatus } from './demonstration-status';
import { Ownership } from './ownership';

/**
 * An employer (企业) known to the unions, distressed or not: where workers of the households work, what unions visit, and
 * what wage cases and placements point at. Identified by its unified social credit code (统一社会信用代码) as well.
 */
@Entity({ name: 'enterprise' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "creditCode")')
@ObjectType('Enterprise', {
  description: 'An employer (企业) known to the unions, distressed (困难企业) or not.',
})
export class Enterprise {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the enterprise (编号).' })
  readonly id!: string;

  @Column({ type: 'text', name: 'credit_code' })
  @Field(() => String, { description: 'Unified social credit code (统一社会信用代码), 18 characters; unique.' })
  creditCode!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Registered name (单位名称).' })
  name!: string;

  @Column({ type: 'text' })
  @Field(() => Industry, { description: 'Industry (所属行业), as far as the programmes distinguish it.' })
  industry!: Industry;

  @Column({ type: 'text' })
  @Field(() => Ownership, { description: 'Who owns it (单位性质).' })
  ownership!: Ownership;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'uuid', name: 'union_id', nullable: true })
  unionId!: string | null;

  @Column({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Workers on the roll (在册职工人数); null when not reported.' })
  headcount!: number | null;

  /** Kind of the open distress period, null without one; kept by the database. */
  @Column({ type: 'text', name: 'distress_kind', nullable: true })
  readonly distressKind!: DistressKind | null;

  @Column({ type: 'date', name: 'distress_from_on', nullable: true })
  readonly distressFromOn!: string | null;

  @Column({ type: 'text', name: 'demonstration_status', nullable: true })
  @Field(() => DemonstrationStatus, {
    nullable: true,
    description:
      'Standing as a demonstration unit for employment support (支持就业示范单位); null when never nominated.',
  })
  demonstration!: DemonstrationStatus | null;

  @Column({ type: 'date', name: 'demonstration_since_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day of its present standing as a demonstration unit (示范单位认定日期); null when never nominated.',
  })
  demonstrationSinceOn!: string | null;

  @Column({ type: 'text', name: 'demonstration_nominated_by', nullable: true })
  demonstrationNominatedBy!: string | null;

  @Column({ type: 'text', name: 'demonstration_decided_by', nullable: true })
  demonstrationDecidedBy!: string | null;

  @Column({ type: 'date', name: 'closed_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'Day of deregistration (注销日期); null while it is registered, also when closed to reduce excess capacity.',
  })
  closedOn!: string | null;

  @Column({ type: 'text', name: 'closed_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it was deregistered (注销原因); null while it is registered and when no reason is on file.',
  })
  closedReason!: string | null;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}
