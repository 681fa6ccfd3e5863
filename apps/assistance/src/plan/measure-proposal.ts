import { LocalDateScalar } from '@nuan/federation';
import { addMonths, HardshipCause, type LocalDate, regionPrefix } from '@nuan/kernel';
import { Field, ID, ObjectType } from 'type-graphql';

import type { FiledHousehold } from './filed-household';
import type { MeasureRule } from './measure-rule.entity';
import { PlanItemKind } from './plan-item-kind';

/** A measure that the rules propose for a household, not yet an item of a plan. */
@ObjectType('ProposedMeasure', {
  description:
    'A measure that the rules propose for a cause of a household (因困施策建议); it becomes an item by decision alone.',
})
export class ProposedMeasure {
  @Field(() => PlanItemKind, { description: 'What to deliver (措施类型).' })
  readonly kind!: PlanItemKind;

  @Field(() => HardshipCause, { description: 'The cause that it answers (对应致困原因).' })
  readonly cause!: HardshipCause;

  @Field(() => LocalDateScalar, { description: 'By when it is to be done, if begun today (建议完成时限).' })
  readonly dueOn!: LocalDate;

  @Field(() => ID, { description: 'The rule behind it (依据规则).' })
  readonly ruleId!: string;

  @Field(() => String, { description: 'What the rule rests on (依据).' })
  readonly basis!: string;
}

type Subject = Pick<FiledHousehold, 'causes' | 'tier' | 'hasStudent'>;

/**
 * The measures that `rules` propose for a household: cause by cause, the primary first, each cause by the rules of the nearest
 * region that has any for it, in their order. `rules` hold today in the household's region or one above it.
 */
export function proposeMeasures(
  rules: readonly MeasureRule[],
  household: Subject,
  today: LocalDate,
): readonly ProposedMeasure[] {
  return household.causes.flatMap((cause) =>
    nearest(rules.filter((rule) => rule.cause === cause))
      .filter((rule) => fits(rule, household))
      .sort((one, other) => one.position - other.position || (one.id < other.id ? -1 : 1))
      .map(({ kind, dueMonths, id: ruleId, basis }) =>
        Object.assign(new ProposedMeasure(), { kind, cause, dueOn: addMonths(today, dueMonths), ruleId, basis }),
      ),
  );
}

function nearest(rules: readonly MeasureRule[]): MeasureRule[] {
  const depth = Math.max(...rules.map(({ regionCode }) => regionPrefix(regionCode).length));
  return rules.filter(({ regionCode }) => regionPrefix(regionCode).length === depth);
}

function fits(rule: MeasureRule, { causes, tier, hasStudent }: Subject): boolean {
  if (rule.needsStudent && !hasStudent) return false;
  if (rule.needsEmployable && causes.includes(HardshipCause.NO_LABOUR_CAPACITY)) return false;
  return rule.tiers === null || rule.tiers.includes(tier);
}
