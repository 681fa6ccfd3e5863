import { LocalDateScalar } from '@nuan/federation';
import { type CountPrecision, OccupationGroup } from '@nuan/kernel';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { HealthCheckStatus } from './health-check-status';

/** Free health checks given in one batch (免费体检批次). No medical detail is ever stored. */
@Entity({ name: 'health_check_batch' })
@Directive('@key(fields: "id")')
@ObjectType('HealthCheckBatch', {
  description:
    'Free health checks for front-line workers, given in one batch (免费体检批次). No medical detail is kept.',
})
export class HealthCheckBatch {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the batch (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  @Field(() => String, { description: 'Title (名称).' })
  title!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  @Field(() => OccupationGroup, { description: 'Occupation of those checked (职业群体).' })
  occupation!: OccupationGroup;

  @Column({ type: 'integer', name: 'persons' })
  personCount!: number;

  @Column({ type: 'text', name: 'persons_precision' })
  personsPrecision!: CountPrecision;

  @Column({ type: 'date', name: 'checked_on' })
  @Field(() => LocalDateScalar, { description: 'Day of the checks (体检日期).' })
  checkedOn!: string;

  @Column({ type: 'text', default: HealthCheckStatus.CLOSED })
  @Field(() => HealthCheckStatus, { description: 'Where it is (体检批次状态).' })
  status!: HealthCheckStatus;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本), raised by every change.' })
  version!: number;
}
