import { Instant, Money } from '@nuan/federation';
import { Field, Int, ObjectType } from 'type-graphql';

import { SpendingPurpose } from '../payment/spending-purpose';
import { PlacementRoute } from '../placement/placement-route';

/** Placements that came by one route. A placement by two routes counts in both. */
@ObjectType('PlacementRouteCount', {
  description: 'Placements that came by one route (各就业途径); one by two routes counts in both.',
})
export class PlacementRouteCount {
  @Field(() => PlacementRoute, { description: 'The route (就业途径).' })
  readonly route!: PlacementRoute;

  @Field(() => Int, { nullable: true, description: 'Placements (人次); null when suppressed.' })
  readonly count!: number | null;
}

/** Money spent for one purpose. */
@ObjectType('EmploymentSpending', { description: 'Money spent on employment for one purpose (各用途支出).' })
export class EmploymentSpending {
  @Field(() => SpendingPurpose, { description: 'The purpose (用途).' })
  readonly purpose!: SpendingPurpose;

  @Field(() => Money, {
    nullable: true,
    description: 'Money paid in the year, reversals taken off (支出金额); null when suppressed.',
  })
  readonly amount!: bigint | null;
}

/** What employment aid did in a region in one year. Persons are distinct: each counts once a year, in one region. */
@ObjectType('EmploymentStats', {
  description:
    'What employment aid (就业创业援助) did in a region in one year. Persons are distinct: each counts once per figure and year, in the region of the first training or placement that brought it, so that cities add up to the province.',
})
export class EmploymentStats {
  @Field(() => Int, { description: 'Calendar year in Asia/Shanghai (年度).' })
  readonly year!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Distinct persons who completed a training (培训人数); null when suppressed.',
  })
  readonly trained!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Distinct persons re-employed by training, referral or a demonstration unit (实现再就业人数); start-up hires stand apart. Null when suppressed.',
  })
  readonly placed!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Distinct migrant workers brought into work by any route (帮扶农民工就业人数), so it overlaps the others. Null when suppressed.',
  })
  readonly migrantsPlaced!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of `placed`: who also completed a training in the year (培训后再就业人数), where `trained` and `placed` overlap. Null when suppressed.',
  })
  readonly trainedAndPlaced!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of `placed`: who were brought into work as migrant workers in the year (再就业中的农民工人数), where `migrantsPlaced` and `placed` overlap. Null when suppressed.',
  })
  readonly migrantsAmongPlaced!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of `migrantsPlaced`: who also completed a training in the year (农民工中的培训人数), where `trained` and `migrantsPlaced` overlap. Null to analysts.',
  })
  readonly trainedMigrantsPlaced!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of `placed`: whom a start-up project took on in the same year as well (再就业中的创业吸纳人数), where `startupJobs` and `placed` overlap. Null to analysts.',
  })
  readonly startupAmongPlaced!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Distinct persons taken on by start-up projects (创业吸纳就业人数); null when suppressed.',
  })
  readonly startupJobs!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Distinct persons brought into work by any route, start-up hires included (实现就业总人数); null when suppressed.',
  })
  readonly employed!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of `placed`: whose job still lasted after three months (稳定就业三个月人数), as far as it has been asked. Null to analysts.',
  })
  readonly retained3m!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of `placed`: whose job still lasted after six months (稳定就业六个月人数), as far as it has been asked. Null when suppressed.',
  })
  readonly retained6m!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of `employed`, start-up hires included: whose job still lasted after three months (各途径稳定就业三个月人数). Null to analysts.',
  })
  readonly employed3m!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of `employed`, start-up hires included: whose job still lasted after six months (各途径稳定就业六个月人数). Null to analysts.',
  })
  readonly employed6m!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Jobs filled with demonstration units (示范单位吸纳就业岗位数): placements by that route, beside the jobs they promised, `enterpriseStats.jobsPromised`. Promises count in the region of the unit, jobs in that of who was placed. Null when suppressed.',
  })
  readonly jobsFilled!: number | null;

  @Field(() => Int, { nullable: true, description: 'Productive assets given (生产资料发放数); null when suppressed.' })
  readonly assetsGiven!: number | null;

  @Field(() => Money, {
    nullable: true,
    description:
      'Training, start-up and pilot money paid in the year, reversals taken off (支出合计); null when suppressed.',
  })
  readonly spent!: bigint | null;

  @Field(() => Money, {
    nullable: true,
    description:
      '`spent` per person `employed`, rounded half up to the fen (人均成本); null when nobody was, or when suppressed.',
  })
  readonly costPerPlacement!: bigint | null;

  @Field(() => [PlacementRouteCount], {
    description: 'Placements by route (就业途径构成); routes without one are left out.',
  })
  readonly byRoute!: readonly PlacementRouteCount[];

  @Field(() => [EmploymentSpending], {
    description: 'Money by purpose (支出构成); purposes without money are left out.',
  })
  readonly byPurpose!: readonly EmploymentSpending[];

  @Field(() => Boolean, {
    description: 'Whether figures are withheld because they would tell of single persons (是否隐去).',
  })
  readonly suppressed!: boolean;

  @Field(() => Instant, {
    description: 'Instant of which the figures are, exact at commit (截至时刻); for analysts that of the release.',
  })
  readonly asOf!: Date;
}
