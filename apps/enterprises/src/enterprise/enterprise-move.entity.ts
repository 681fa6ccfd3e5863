import { LocalDateScalar } from '@nuan/federation';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A move of an enterprise from one region to another (企业迁移). What was recorded before keeps its region. */
@Entity({ name: 'enterprise_move' })
@ObjectType('EnterpriseMove', {
  description: 'A move of an enterprise to another region (企业迁移); earlier facts keep the region they were made in.',
})
export class EnterpriseMove {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'enterprise_id' })
  enterpriseId!: string;

  @Column({ type: 'text', name: 'from_region_code' })
  fromRegionCode!: string;

  @Column({ type: 'text', name: 'to_region_code' })
  toRegionCode!: string;

  @Column({ type: 'date', name: 'moved_on' })
  @Field(() => LocalDateScalar, { description: 'First day in the new region (迁入日期).' })
  movedOn!: string;

  @Column({ type: 'date', name: 'recorded_on' })
  @Field(() => LocalDateScalar, { description: 'Day on which the move was recorded (登记日期).' })
  recordedOn!: string;
}
