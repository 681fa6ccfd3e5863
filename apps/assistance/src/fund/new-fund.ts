import { InvalidInputError } from '@nuan/errors';
import { RuleBroken } from '@nuan/federation';
import { FundSource, isWithin, type LocalDate, RegionLevel, regionPrefix, UnionLevel } from '@nuan/kernel';
import { findRegion, levelOf } from '@nuan/regions';

import { documentText } from '../ledger/amount';
import type { CreateFundInput, FundRuleInput } from './fund-write.inputs';

/** An earmark ready to be stored: without doubles, every list there. */
export interface StatedRule {
  readonly groups: readonly string[];
  readonly purposes: readonly string[];
  readonly tiers: readonly string[];
  readonly regions: readonly string[];
}

/**
 * Sources whose money the province passes down in full (全额下拨): the central and provincial fiscal aid, the provincial fiscal
 * warmth money, the settlement money for diverted workers. Rule of the campaign's notice; F1–F4 of the fund list.
 */
const PASSED_DOWN_IN_FULL: readonly FundSource[] = [
  FundSource.CENTRAL_FISCAL_AID,
  FundSource.PROVINCIAL_FISCAL_AID,
  FundSource.PROVINCIAL_FISCAL_WARMTH,
  FundSource.OVERCAPACITY_SETTLEMENT,
];

const UNION_LEVEL_OF: Readonly<Record<RegionLevel, UnionLevel>> = {
  [RegionLevel.PROVINCE]: UnionLevel.PROVINCE,
  [RegionLevel.PREFECTURE]: UnionLevel.PREFECTURE,
  [RegionLevel.COUNTY]: UnionLevel.COUNTY,
};

/** Level of the federation of a region (该区域总工会的层级). */
export const federationLevel = (regionCode: string): UnionLevel => UNION_LEVEL_OF[levelOf(regionCode)];

/**
 * The earmark as it is to be stored.
 *
 * @throws InvalidInputError when it admits no group or purpose, or names a region that the list doesn't have or the fund
 * doesn't cover.
 */
export function statedRule(rule: FundRuleInput, fundRegion: string, today: LocalDate): StatedRule {
  for (const field of ['groups', 'purposes'] as const)
    if (rule[field].length === 0)
      throw new InvalidInputError(`rule.${field}`, 'RULE_ADMITS_SOMETHING', 'An earmark names at least one.');
  const regions = [...new Set(rule.regions ?? [])].sort();
  for (const code of regions)
    if (findRegion(code, today) === null || !isWithin(code, regionPrefix(fundRegion)))
      throw new InvalidInputError('rule.regions', 'REGION_OF_FUND', 'Name regions that the fund covers today.', {
        code,
      });
  return {
    groups: [...new Set(rule.groups)],
    purposes: [...new Set(rule.purposes)],
    tiers: [...new Set(rule.tiers ?? [])],
    regions,
  };
}

/**
 * Asserts what no state of the world could make right in a fund to be opened.
 *
 * @throws InvalidInputError naming the field.
 */
export function assertFundInput(input: CreateFundInput, today: LocalDate): void {
  documentText('name', input.name);
  if (findRegion(input.region, today) === null)
    throw new InvalidInputError('region', 'REGION_KNOWN', 'No division has this code today.');
  if (input.raisedBy !== federationLevel(input.region))
    throw new InvalidInputError('raisedBy', 'LEVEL_OF_REGION', 'The level of the union is not that of its region.');
  const year = Number(today.slice(0, 4));
  if (Math.abs(input.year - year) > 1)
    throw new InvalidInputError('year', 'YEAR_NEAR', 'A fund is opened for last, this or next year.', { year });
}

/** The rule that a fund to be opened breaks; null when it breaks none. */
export function brokenByFund(input: CreateFundInput, today: LocalDate): RuleBroken | null {
  const dueOn = input.passDownDueOn ?? null;
  const inFull = PASSED_DOWN_IN_FULL.includes(input.source);
  if (inFull && input.raisedBy !== UnionLevel.PROVINCE)
    return new RuleBroken(
      'SOURCE_OF_PROVINCE',
      'source',
      'This money comes in at the province: open it there, and have it passed down.',
    );
  if (inFull && dueOn === null)
    return new RuleBroken('PASS_DOWN_DUE', 'passDownDueOn', 'This money is passed down in full: say by when.');
  if (dueOn !== null && dueOn < today)
    return new RuleBroken('PASS_DOWN_DUE', 'passDownDueOn', 'The day is over: name one that is still to come.', {
      today,
    });
  return null;
}
