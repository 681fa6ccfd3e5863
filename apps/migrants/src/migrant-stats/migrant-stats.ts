import { Instant, Money } from '@nuan/federation';
import { Field, Float, Int, ObjectType } from 'type-graphql';

import { Amenity } from '../station/amenity';

/** Wage arrears of a region (工资清欠). */
@ObjectType('WageStats', { description: 'Wage-arrears cases taken up in the year (工资清欠).' })
export class WageStats {
  @Field(() => Money, { nullable: true, description: 'Wages owed (拖欠金额); null when suppressed.' })
  readonly owed!: bigint | null;

  @Field(() => Money, { nullable: true, description: 'Wages paid so far (已追回金额); null when suppressed.' })
  readonly recovered!: bigint | null;

  @Field(() => Int, { nullable: true, description: 'Cases taken up (案件数); null when suppressed.' })
  readonly cases!: number | null;

  @Field(() => Int, { nullable: true, description: 'Of these, still open (未结案件数); null when suppressed.' })
  readonly openCases!: number | null;

  @Field(() => Int, { nullable: true, description: 'Workers whose wages were owed (涉及人数); null when suppressed.' })
  readonly workers!: number | null;
}

/** How many facilities lack an amenity. */
@ObjectType('AmenityGap', { description: 'How many facilities lack something that their kind should hold (设施缺口).' })
export class AmenityGap {
  @Field(() => Amenity, { description: 'What they lack (设施).' })
  readonly amenity!: Amenity;

  @Field(() => Int, { nullable: true, description: 'Facilities that lack it (缺少的阵地数); null when suppressed.' })
  readonly count!: number | null;
}

/** Services that brought workers home (返乡服务). */
@ObjectType('ReturnStats', { description: 'Services of the year that brought migrant workers home (返乡服务).' })
export class ReturnStats {
  @Field(() => Int, {
    nullable: true,
    description: 'Trips, ticket purchases and subsidy payments (服务次数); null when suppressed.',
  })
  readonly services!: number | null;

  @Field(() => Int, { nullable: true, description: 'Persons brought home (服务人数); null when suppressed.' })
  readonly served!: number | null;

  @Field(() => Money, {
    nullable: true,
    description:
      'Money paid for travel (补贴金额): tickets bought, and subsidies that assistance has paid and not taken back; null when suppressed.',
  })
  readonly subsidy!: bigint | null;

  @Field(() => Money, {
    nullable: true,
    description: 'Subsidies that assistance was asked to pay (申请补贴金额), paid or not; null when suppressed.',
  })
  readonly subsidyRequested!: bigint | null;
}

/** Injury insurance of construction projects (同舟计划). */
@ObjectType('InsuranceStats', {
  description: 'Construction projects begun in the year and their injury insurance (建筑业工伤保险).',
})
export class InsuranceStats {
  @Field(() => Int, { nullable: true, description: 'Projects begun (开工项目数); null when suppressed.' })
  readonly projects!: number | null;

  @Field(() => Int, { nullable: true, description: 'Of these, insured (已参保项目数); null when suppressed.' })
  readonly insured!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of insured projects (参保率), 0 to 1; null without projects or when suppressed.',
  })
  readonly rate!: number | null;
}

/**
 * What a region does for migrant workers (农民工服务). Facilities are those that stand at the end of the year, or now;
 * services are those of the year, or of all years: of one year alone for analysts.
 */
@ObjectType('MigrantStats', {
  description:
    'What a region does for migrant workers (农民工服务). Facilities: those open at the end of the year asked for, or now. Services: those of that year, or of all years; for analysts of one year, from the newest release.',
})
export class MigrantStats {
  @Field(() => Int, { nullable: true, description: 'Happy homes (幸福家园数); null when suppressed.' })
  readonly homes!: number | null;

  @Field(() => Int, { nullable: true, description: 'Happy stations (幸福驿站数); null when suppressed.' })
  readonly stations!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Other outdoor workers’ stations (户外劳动者驿站数); null when suppressed.',
  })
  readonly outdoorStations!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Mean score of all facilities (平均评分), 0 to 100, one place; null without facilities or when suppressed.',
  })
  readonly avgScore!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Persons given a free health check (免费体检人数); null when suppressed.',
  })
  readonly healthChecks!: number | null;

  @Field(() => WageStats, { description: 'Wage arrears (工资清欠).' })
  readonly wages!: WageStats;

  @Field(() => [AmenityGap], {
    description: 'What facilities lack (设施缺口), the most lacking first; only what is lacking is listed.',
  })
  readonly missing!: AmenityGap[];

  @Field(() => ReturnStats, { description: 'The way home (返乡服务).' })
  readonly returns!: ReturnStats;

  @Field(() => InsuranceStats, { description: 'Injury insurance in construction (建筑业工伤保险).' })
  readonly insurance!: InsuranceStats;

  @Field(() => Boolean, {
    description: 'Whether numbers are withheld because they would show single persons (是否隐去).',
  })
  readonly suppressed!: boolean;

  @Field(() => Instant, {
    description:
      'Moment the numbers were read (数据时刻); they are exact at the last commit before it. For analysts, when the release of the services was made.',
  })
  readonly asOf!: Date;
}
