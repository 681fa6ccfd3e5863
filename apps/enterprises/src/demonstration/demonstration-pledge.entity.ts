import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Jobs that a demonstration unit promises for a year (承诺吸纳就业岗位). */
@Entity({ name: 'demonstration_pledge' })
@ObjectType('DemonstrationPledge', {
  description:
    'Jobs that a demonstration unit promises for a year (承诺吸纳就业岗位); those filled are its placements.',
})
export class DemonstrationPledge {
  @PrimaryColumn({ type: 'uuid', name: 'enterprise_id' })
  enterpriseId!: string;

  @PrimaryColumn({ type: 'integer' })
  @Field(() => Int, { description: 'Calendar year (年度).' })
  year!: number;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'integer' })
  @Field(() => Int, { description: 'Jobs promised (承诺岗位数).' })
  jobs!: number;

  @Column({ type: 'integer', default: 1 })
  @Field(() => Int, { description: 'Version (版本), raised by every new promise for the year.' })
  version!: number;
}
