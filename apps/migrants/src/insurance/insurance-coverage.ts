import { LocalDateScalar } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Field, Float, Int, ObjectType } from 'type-graphql';

/** What is counted for a coverage. */
export interface CoverageCount {
  readonly projects: number;
  readonly insured: number;
  readonly workersCovered: number;
  /** Percent of projects; null before the programme set any. */
  readonly targetPercent: number | null;
}

/** How far injury insurance by project has come in a region (参保率), against the target of its year. */
@ObjectType('InsuranceCoverage', {
  description:
    'How far injury insurance by project has come in a region (工伤保险参保率), against the target of the year.',
})
export class InsuranceCoverage {
  regionCode!: string;

  @Field(() => Int, { description: 'Year whose target it is held against (年度).' })
  readonly year!: number;

  @Field(() => LocalDateScalar, { description: 'Day it was counted for (截至日期).' })
  readonly asOf!: LocalDate;

  @Field(() => Int, { description: 'Projects in progress on that day (在建项目).' })
  readonly projects!: number;

  @Field(() => Int, { description: 'Of these, insured by that day (已参保项目).' })
  readonly insured!: number;

  @Field(() => Int, { description: 'Workers covered in the insured projects (参保人数).' })
  readonly workersCovered!: number;

  @Field(() => Float, { nullable: true, description: 'Share insured, 0 to 1 (参保率); null without projects.' })
  readonly rate!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Share to be insured, 0 to 1 (目标参保率); null before any was set.',
  })
  readonly target!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'What the rate lacks to the target (差距), 0 when reached; null without either.',
  })
  readonly gap!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Projects still to be insured for the target (尚需参保项目); null without a target.',
  })
  readonly missingProjects!: number | null;
}

const TEN_THOUSANDTHS = 10_000;
const share = (part: number, whole: number): number => Math.round((part / whole) * TEN_THOUSANDTHS) / TEN_THOUSANDTHS;

/** Rate, gap and missing projects of a count. */
export function coverageOf(count: CoverageCount, year: number, asOf: LocalDate): InsuranceCoverage {
  const { projects, insured, workersCovered, targetPercent } = count;
  const rate = projects === 0 ? null : share(insured, projects);
  const target = targetPercent === null ? null : targetPercent / 100;
  const wanted = targetPercent === null ? null : Math.ceil((projects * targetPercent) / 100);
  const lacking =
    rate === null || target === null ? null : Math.max(0, share((target - rate) * TEN_THOUSANDTHS, TEN_THOUSANDTHS));
  return Object.assign(new InsuranceCoverage(), {
    ...{ year, asOf, projects, insured, workersCovered, rate, target, gap: lacking },
    missingProjects: wanted === null ? null : Math.max(0, wanted - insured),
  });
}
