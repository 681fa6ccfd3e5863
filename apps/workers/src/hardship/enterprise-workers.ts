import { Instant } from '@nuan/federation';
import { DiversionRoute } from '@nuan/kernel';
import { Field, Int, ObjectType } from 'type-graphql';

/** Diverted workers of one route. */
@ObjectType('DivertedWorkerCount', { description: 'Diverted workers of one route (按分流安置渠道).' })
export class DiversionRouteCount {
  @Field(() => DiversionRoute, { description: 'Route (分流安置渠道).' })
  readonly route!: DiversionRoute;

  @Field(() => Int, { nullable: true, description: 'How many workers (人数); null when too few to be shown.' })
  readonly count!: number | null;
}

/** What the unions know of an enterprise's workers, within the viewer's regions. */
@ObjectType('EnterpriseWorkers', {
  description: 'Workers of an enterprise as the unions know them (企业职工情况), within the viewer’s regions.',
})
export class EnterpriseWorkers {
  @Field(() => Int, {
    nullable: true,
    description: 'Active files whose head works there (已建档困难职工户数); null when too few to be shown.',
  })
  readonly filed!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Persons on record with this employer and not diverted (在册职工人数), filed or not; null when too few to be shown.',
  })
  readonly onRoll!: number | null;

  @Field(() => [DiversionRouteCount], {
    description: 'Diverted workers by route (分流职工); routes without any are left out.',
  })
  readonly divertedByRoute!: readonly DiversionRouteCount[];

  @Field(() => Boolean, { description: 'Whether a number was withheld because it is too small (是否隐去小数).' })
  readonly suppressed!: boolean;

  @Field(() => Instant, { description: 'Instant that the counts hold for (统计时点).' })
  readonly asOf!: Date;
}

/** The files that a union keeps, within the viewer's regions. */
@ObjectType('UnionFiles', {
  description:
    'Files that a union keeps (工会所管困难职工档案), within the viewer’s regions; those of the unions below it not included.',
})
export class UnionFiles {
  @Field(() => Int, { nullable: true, description: 'Active files (在档户数); null when too few to be shown.' })
  readonly filed!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Active files of migrant workers (困难农民工家庭户数); null when too few to be shown.',
  })
  readonly migrant!: number | null;

  @Field(() => Boolean, { description: 'Whether a number was withheld because it is too small (是否隐去小数).' })
  readonly suppressed!: boolean;

  @Field(() => Instant, { description: 'Instant that the counts hold for (统计时点).' })
  readonly asOf!: Date;
}
