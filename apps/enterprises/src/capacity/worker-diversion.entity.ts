import { DiversionRoute } from '@nuan/kernel';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Workers that an enterprise reports as diverted in a year by one route (分流安置职工); head counts, no persons. */
@Entity({ name: 'worker_diversion' })
@ObjectType('WorkerDiversion', {
  description: 'Workers that an enterprise reports as diverted in a year by one route (分流安置职工); a head count.',
})
export class WorkerDiversion {
  /** By which the change feed knows it. */
  @Column({ type: 'uuid', default: () => 'gen_random_uuid()' })
  readonly id!: string;

  @PrimaryColumn({ type: 'uuid', name: 'enterprise_id' })
  enterpriseId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @PrimaryColumn({ type: 'integer' })
  @Field(() => Int, { description: 'Calendar year (年度).' })
  year!: number;

  @PrimaryColumn({ type: 'text' })
  @Field(() => DiversionRoute, { description: 'Route (安置渠道).' })
  route!: DiversionRoute;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Persons (人数).' })
  workers!: number;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本), raised by every new report for the year.' })
  version!: number;
}
