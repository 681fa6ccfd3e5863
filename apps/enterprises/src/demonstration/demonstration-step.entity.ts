import { LocalDateScalar } from '@nuan/federation';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { DemonstrationStatus } from '../enterprise/demonstration-status';

/** One decision on a demonstration unit (示范单位认定记录). */
@Entity({ name: 'demonstration_step' })
@ObjectType('DemonstrationStep', { description: 'One decision on a demonstration unit (示范单位认定记录).' })
export class DemonstrationStep {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'enterprise_id' })
  enterpriseId!: string;

  @Column({ type: 'text' })
  @Field(() => DemonstrationStatus, { description: 'What it became (认定状态).' })
  status!: DemonstrationStatus;

  @Column({ type: 'date', name: 'decided_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the decision (认定日期).' })
  decidedOn!: string;

  @Column({ type: 'text', name: 'decided_by' })
  decidedBy!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Grounds (理由或文件依据).' })
  grounds!: string;
}
