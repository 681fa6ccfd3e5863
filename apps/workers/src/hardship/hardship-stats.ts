import type { Figures } from '@nuan/disclosure';
import { Instant } from '@nuan/federation';
import { ExitReason, HardshipCategory, HardshipCause } from '@nuan/kernel';
import { Arg, Field, Int, ObjectType } from 'type-graphql';

const COUNT = 'How many files (户数); null when too few to be shown.';

/** Files of one primary cause. */
@ObjectType('HardshipCauseCount', { description: 'Active files of one primary cause (按主要致困原因).' })
export class HardshipCauseCount {
  @Field(() => HardshipCause, { description: 'Primary cause (主要致困原因).' })
  readonly cause!: HardshipCause;

  @Field(() => Int, { nullable: true, description: COUNT })
  readonly count!: number | null;
}

/** Files of one category. */
@ObjectType('HardshipCategoryCount', { description: 'Active files of one category (按困难类别).' })
export class HardshipCategoryCount {
  @Field(() => HardshipCategory, { description: 'Category of hardship (困难类别).' })
  readonly category!: HardshipCategory;

  @Field(() => Int, { nullable: true, description: COUNT })
  readonly count!: number | null;
}

/** Exits for one reason. */
@ObjectType('ExitReasonCount', { description: 'Files that left the register for one reason (按退出原因).' })
export class ExitReasonCount {
  @Field(() => ExitReason, { description: 'Why they left (退出原因).' })
  readonly reason!: ExitReason;

  @Field(() => Int, { nullable: true, description: COUNT })
  readonly count!: number | null;
}

/**
 * The hardship of a region (困难职工档案统计): counts of files of the region and everything below it, exact at the last commit.
 * Counted from rollup cells, so a total always equals the sum of its parts; from the newest release for analysts.
 */
@ObjectType('HardshipStats', {
  description:
    'Files of households in hardship of a region and everything below it (困难职工档案统计), exact at the last commit.',
})
export class HardshipStats {
  constructor(
    readonly regionCode: string,
    private readonly figures: Figures,
    asOf: Date,
  ) {
    this.asOf = asOf;
  }

  @Field(() => Int, {
    nullable: true,
    description:
      'Active files (在档困难职工家庭户数), those under review or leaving included; null when too few to be shown.',
  })
  get filed(): number | null {
    return this.figures.count({ metric: 'filed' });
  }

  @Field(() => Int, {
    nullable: true,
    description:
      'Active files of migrant workers (困难农民工家庭户数), a part of `filed`; null when too few to be shown.',
  })
  get migrant(): number | null {
    return this.figures.count({ metric: 'migrant' });
  }

  @Field(() => Int, {
    nullable: true,
    description:
      'Files that left the register in a calendar year (当年退出户数), for whatever reason; the sum of `exitByReason`. Null when too few to be shown.',
  })
  exited(
    @Arg('year', () => Int, { description: 'Calendar year in Asia/Shanghai (年度).' }) year: number,
  ): number | null {
    return this.figures.count({ metric: 'exited', year });
  }

  @Field(() => [ExitReasonCount], {
    description: 'Files that left in a calendar year, by reason (按退出原因); reasons without any are left out.',
  })
  exitByReason(
    @Arg('year', () => Int, { description: 'Calendar year in Asia/Shanghai (年度).' }) year: number,
  ): ExitReasonCount[] {
    return this.parts('exited', ExitReason, year).map(([reason, count]) =>
      Object.assign(new ExitReasonCount(), { reason, count }),
    );
  }

  @Field(() => [HardshipCauseCount], {
    description: 'Active files by primary cause (按主要致困原因), each file once; causes without any are left out.',
  })
  get byCause(): HardshipCauseCount[] {
    return this.parts('cause', HardshipCause).map(([cause, count]) =>
      Object.assign(new HardshipCauseCount(), { cause, count }),
    );
  }

  @Field(() => [HardshipCategoryCount], {
    description: 'Active files by category (按困难类别), each file once; categories without any are left out.',
  })
  get byCategory(): HardshipCategoryCount[] {
    return this.parts('category', HardshipCategory).map(([category, count]) =>
      Object.assign(new HardshipCategoryCount(), { category, count }),
    );
  }

  @Field(() => Boolean, {
    description:
      'Whether one of the counts without a year was withheld because it is too small, or would give a small one away (是否隐去小数); for officers never.',
  })
  get suppressed(): boolean {
    return [this.filed, this.migrant, ...this.byCause, ...this.byCategory].length > 0 && this.figures.suppressed;
  }

  @Field(() => Instant, {
    description: 'Instant that the counts hold for (统计时点): for analysts, that of the release.',
  })
  readonly asOf: Date;

  /** The parts of a metric in the order of the vocabulary; those that hold nothing are left out. */
  private parts<V extends string>(
    metric: string,
    vocabulary: Readonly<Record<string, V>>,
    year?: number,
  ): [V, number | null][] {
    return Object.values(vocabulary).flatMap((value): [V, number | null][] => {
      const count = this.figures.count({ metric, keys: [value], year });
      return count === 0 ? [] : [[value, count]];
    });
  }
}
