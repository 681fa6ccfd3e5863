import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar, Money } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { PlacementRoute } from './placement-route';

/** A person brought into work (实现就业). One placement may have come by several routes; counts are of distinct persons (I27). */
@Entity({ name: 'placement' })
@Directive('@key(fields: "id")')
@ObjectType('Placement', {
  description:
    'A person brought into work (实现就业) by one or more routes. Every count of placements is of distinct persons.',
})
export class Placement {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the placement (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'person_id' })
  personId!: string;

  @Column({ type: 'uuid', name: 'employer_id', nullable: true })
  employerId!: string | null;

  @Column({ type: 'uuid', name: 'startup_project_id', nullable: true })
  startupProjectId!: string | null;

  /** Region that counts it: of the person's union; for a start-up hire, of the project. */
  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'boolean', name: 'is_migrant' })
  @Field(() => Boolean, { description: 'Whether the person was a migrant worker on that day (农民工).' })
  isMigrant!: boolean;

  @Column({ type: 'date', name: 'placed_on' })
  @Field(() => LocalDateScalar, { description: 'First day in the job (就业日期).' })
  placedOn!: string;

  @Column({ type: 'text', array: true })
  @Field(() => [PlacementRoute], {
    name: 'route',
    description: 'How the person came to the job (就业途径), at least one.',
  })
  routes!: PlacementRoute[];

  @Column({ type: 'bigint', name: 'wage_fen', nullable: true, transformer: bigintTransformer })
  @Field(() => Money, {
    name: 'wage',
    nullable: true,
    description: 'Monthly wage agreed (月工资); null when not reported.',
  })
  wageFen!: bigint | null;

  @Column({ type: 'boolean', name: 'retained_3m', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the job still lasted after three months (稳定就业三个月); null until it was asked.',
  })
  retained3m!: boolean | null;

  @Column({ type: 'boolean', name: 'retained_6m', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the job still lasted after six months (稳定就业六个月); null until it was asked.',
  })
  retained6m!: boolean | null;

  @Column({ type: 'date', name: 'ended_on', nullable: true })
  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day in the job (离职日期); null while it lasts.' })
  endedOn!: string | null;

  @Column({ type: 'text', name: 'contract_ref', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Proof of the job (就业凭证): number of the contract or licence; null on older records.',
  })
  contractRef!: string | null;

  /** The referral it came of. */
  @Column({ type: 'uuid', name: 'referral_id', nullable: true })
  referralId!: string | null;

  @Column({ type: 'date', name: 'retained_3m_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day for which three months were confirmed or denied (三个月核实日期).',
  })
  retained3mOn!: string | null;

  @Column({ type: 'text', name: 'retained_3m_proof', nullable: true })
  @Field(() => String, { nullable: true, description: 'Proof that it lasted three months (三个月在岗凭证).' })
  retained3mProof!: string | null;

  @Column({ type: 'date', name: 'retained_6m_on', nullable: true })
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Day for which six months were confirmed or denied (六个月核实日期).',
  })
  retained6mOn!: string | null;

  @Column({ type: 'text', name: 'retained_6m_proof', nullable: true })
  @Field(() => String, { nullable: true, description: 'Proof that it lasted six months (六个月在岗凭证).' })
  retained6mProof!: string | null;

  @Column({ type: 'text', name: 'ended_reason', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it ended (离职原因); null while it lasts and on older records.',
  })
  endedReason!: string | null;

  /** Raised by every change, in the change feed too. */
  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version, for `expectedVersion` (版本).' })
  version!: number;
}
