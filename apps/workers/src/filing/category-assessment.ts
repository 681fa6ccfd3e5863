import { HardshipCategory, yuan } from '@nuan/kernel';

import { netPerCapitaFen } from '../household/income-assessment';
import { EmploymentStatus } from '../worker/employment-status';
import { HealthStatus } from '../worker/health-status';
import { FilingAmountKind, isExpense } from './amount-kind';
import type { CategoryRuleSet } from './category-rule-set.entity';
import type { FilingAssessmentStep } from './filing-assessment.entity';

/** A member as the assessment sees it. */
export interface AssessedPerson {
  readonly id: string;
  /** Completed years. */
  readonly age: number;
  readonly employmentStatus: EmploymentStatus;
  readonly health: HealthStatus;
  readonly isDisabled: boolean;
  readonly isStudent: boolean;
}

/** A line as the assessment sees it, in fen over twelve months. */
export interface AssessedAmount {
  readonly personId: string | null;
  readonly kind: FilingAmountKind;
  readonly amountFen: bigint;
}

/** What a household declares of its means. */
export interface Means {
  readonly persons: readonly AssessedPerson[];
  readonly amounts: readonly AssessedAmount[];
  readonly isAccidental: boolean;
  /** Monthly minimum-living line, fen. */
  readonly lineFen: bigint;
}

/** What the rules make of it: the inputs that they counted, the result, and how they came to it. */
export interface Assessed {
  readonly annualIncomeFen: bigint;
  readonly imputedIncomeFen: bigint;
  readonly rigidExpenseFen: bigint;
  readonly members: number;
  readonly lineFen: bigint;
  readonly netPerCapitaFen: bigint;
  readonly result: HardshipCategory | null;
  readonly steps: readonly FilingAssessmentStep[];
}

const MONTHS = 12n;
const OWN_WORK: readonly FilingAmountKind[] = [FilingAmountKind.WAGE, FilingAmountKind.BUSINESS];
const WITHOUT_WORK: readonly EmploymentStatus[] = [
  EmploymentStatus.LAID_OFF,
  EmploymentStatus.UNEMPLOYED,
  EmploymentStatus.NOT_WORKING,
];

/** Working age, completed years: from adulthood to the statutory retirement of men. */
const WORKING_AGE = { from: 18, until: 60 } as const;

/** Whether the rules impute a wage: an able-bodied adult of working age without work and not in education. */
function isIdle({ age, employmentStatus, health, isDisabled, isStudent }: AssessedPerson): boolean {
  return (
    age >= WORKING_AGE.from &&
    age < WORKING_AGE.until &&
    WITHOUT_WORK.includes(employmentStatus) &&
    (health === HealthStatus.GOOD || health === HealthStatus.GENERAL) &&
    !isDisabled &&
    !isStudent
  );
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((left, right) => left + right, 0n);

/** What is added up to a year's minimum wage for each idle adult; what that adult did earn counts towards it. */
function imputedFen(rules: CategoryRuleSet, { persons, amounts }: Means): bigint {
  const { imputedWageFen } = rules;
  if (imputedWageFen === null) return 0n;
  const missing = persons.filter(isIdle).map(({ id }) => {
    const own = amounts.filter(({ personId, kind }) => personId === id && OWN_WORK.includes(kind));
    const earned = sum(own.map(({ amountFen }) => amountFen));
    return earned < imputedWageFen * MONTHS ? imputedWageFen * MONTHS - earned : 0n;
  });
  return sum(missing);
}

/** The comparisons of one assessment, in order; each tells whether it holds. */
class Comparisons {
  readonly steps: FilingAssessmentStep[] = [];

  /** Compares amounts in fen. */
  money(rule: string, figureFen: bigint, comparison: '<' | '<=' | '>=', thresholdFen: bigint): boolean {
    const holds =
      comparison === '<'
        ? figureFen < thresholdFen
        : comparison === '<='
          ? figureFen <= thresholdFen
          : figureFen >= thresholdFen;
    this.steps.push({ rule, figure: yuan(figureFen), comparison, threshold: yuan(thresholdFen), holds });
    return holds;
  }

  /** Notes a fact that is asked for. */
  fact(rule: string, holds: boolean): boolean {
    this.steps.push({ rule, figure: String(holds), comparison: '=', threshold: 'true', holds });
    return holds;
  }
}

interface Figures {
  readonly gross: bigint;
  readonly net: bigint;
  readonly line: bigint;
  readonly isAccidental: boolean;
  readonly accidentCost: bigint;
  readonly annualIncome: bigint;
}

/** Generation of 2009: see `categoryOf`, whose result this is for the province's own percentages. */
function by2009(rules: CategoryRuleSet, f: Figures, c: Comparisons): HardshipCategory | null {
  if (c.money('GROSS_BELOW_LINE', f.gross, '<', f.line)) return HardshipCategory.MIN_LIVING;
  // A percentage of the line may have a fraction of a fen; the figure is held against its whole fen, which decides alike.
  const near = (f.line * BigInt(rules.nearPercent)) / 100n;
  const accident = (f.line * BigInt(rules.accidentPercent)) / 100n;
  const netCovered = (): boolean => c.money('NET_AT_MOST_LINE', f.net, '<=', f.line);
  if (c.money('GROSS_NEAR_LINE', f.gross, '<=', near) && netCovered()) return HardshipCategory.NEAR_MIN;
  if (!c.fact('SUDDEN_EVENT', f.isAccidental)) return null;
  const isCovered = c.money('GROSS_WITHIN_ACCIDENT_LIMIT', f.gross, '<=', accident) && netCovered();
  return isCovered ? HardshipCategory.ACCIDENT : null;
}

/** Generation of 2021 (I9): net income below the line is deep, below twice the line relative; a sudden event counts on its own. */
function by2021(rules: CategoryRuleSet, f: Figures, c: Comparisons): HardshipCategory | null {
  if (c.money('NET_BELOW_LINE', f.net, '<', f.line)) return HardshipCategory.DEEP;
  if (c.money('NET_BELOW_TWICE_LINE', f.net, '<', f.line * 2n)) return HardshipCategory.RELATIVE;
  if (!c.fact('SUDDEN_EVENT', f.isAccidental)) return null;
  const share = rules.accidentCostSharePercent;
  const cost = share === null ? 0n : (f.annualIncome * BigInt(share)) / 100n;
  if (share !== null && !c.money('EVENT_COST_SHARE', f.accidentCost, '>=', cost)) return null;
  return HardshipCategory.ACCIDENTAL;
}

/** Applies a rule set to the means of a household, and explains the result. Needs one person at least. */
export function assessMeans(rules: CategoryRuleSet, means: Means): Assessed {
  const { amounts, lineFen, isAccidental } = means;
  const members = means.persons.length;
  const amountOf = (wanted: (kind: FilingAmountKind) => boolean): bigint =>
    sum(amounts.filter(({ kind }) => wanted(kind)).map(({ amountFen }) => amountFen));
  const imputedIncomeFen = imputedFen(rules, means);
  const declared = amountOf((kind) => !isExpense(kind) && !rules.exemptIncomes.includes(kind));
  const annualIncomeFen = declared + imputedIncomeFen;
  const rigidExpenseFen = amountOf(isExpense);
  const net = netPerCapitaFen(annualIncomeFen, rigidExpenseFen, members);
  const figures: Figures = {
    gross: netPerCapitaFen(annualIncomeFen, 0n, members),
    net,
    line: lineFen,
    isAccidental,
    accidentCost: amountOf((kind) => kind === FilingAmountKind.ACCIDENT),
    annualIncome: annualIncomeFen,
  };
  const comparisons = new Comparisons();
  const result = (rules.generation === '2009' ? by2009 : by2021)(rules, figures, comparisons);
  return {
    annualIncomeFen,
    imputedIncomeFen,
    rigidExpenseFen,
    members,
    lineFen,
    netPerCapitaFen: net,
    result,
    steps: comparisons.steps,
  };
}
