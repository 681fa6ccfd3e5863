import { bigintTransformer } from '@nuan/database';
import { LocalDateScalar } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { ReturnKind } from './return-kind';
import { ReturnStatus } from './return-status';

/** One trip, ticket purchase or subsidy payment that brought migrant workers home for the festival (农民工返乡服务). */
@Entity({ name: 'return_service' })
@Directive('@key(fields: "id")')
@ObjectType('ReturnService', {
  description: 'One trip, ticket purchase or subsidy that brought migrant workers home (农民工返乡服务).',
})
export class ReturnService {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the service (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => ReturnKind, { description: 'How they were brought home (服务方式).' })
  kind!: ReturnKind;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Title (名称).' })
  title!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text', name: 'campaign_code', nullable: true })
  campaignCode!: string | null;

  @Column({ type: 'date', name: 'served_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the trip or payment (服务日期).' })
  servedOn!: string;

  @Column({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Seats offered, or tickets bought (座位数); null for a subsidy.' })
  seats!: number | null;

  /** Persons brought home. */
  @Column({ type: 'integer', name: 'served' })
  servedCount!: number;

  /** Money that is recorded here: tickets bought, and subsidies of services from before requests were handed on. */
  @Column({ type: 'bigint', name: 'subsidy_fen', nullable: true, transformer: bigintTransformer })
  subsidyFen!: bigint | null;

  @Column({ type: 'text', default: ReturnStatus.DONE })
  @Field(() => ReturnStatus, { description: 'Where it is (返乡服务状态).' })
  status!: ReturnStatus;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}
