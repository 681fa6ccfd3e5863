import { LocalDateScalar } from '@nuan/federation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { ServiceKind } from './service-kind';

/** That a member of a filed household used a service (服务记录): who went home, who was checked, never what a check showed. */
@Entity({ name: 'service_record' })
@ObjectType('ServiceRecord', {
  description: 'That a member of a filed household used a service for migrant workers (服务记录).',
})
export class ServiceRecord {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the record (编号).' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'household_id' })
  householdId!: string;

  @Column({ type: 'uuid', name: 'worker_id', nullable: true })
  workerId!: string | null;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => ServiceKind, { description: 'Which service (服务类型).' })
  kind!: ServiceKind;

  @Column({ type: 'uuid', name: 'return_service_id', nullable: true })
  returnServiceId!: string | null;

  @Column({ type: 'uuid', name: 'health_check_batch_id', nullable: true })
  healthCheckBatchId!: string | null;

  @Column({ type: 'date', name: 'served_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the service (服务日期).' })
  servedOn!: string;
}
