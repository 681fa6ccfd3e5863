import { InvalidInputError } from '@nuan/errors';
import { HardshipCategory } from '@nuan/kernel';

import { netPerCapitaFen } from './income-assessment';

/** What a rule set looks at. Amounts in fen over twelve months; the line is monthly. */
export interface CategoryInputs {
  readonly annualIncomeFen: bigint;
  readonly rigidExpenseFen: bigint;
  readonly members: number;
  readonly lineFen: bigint;
  /** Whether an accident or sudden event brought the hardship about. */
  readonly isAccidental: boolean;
}

type CategoryRule = (inputs: CategoryInputs) => HardshipCategory | null;

/**
 * Generation of 2009 (总工办 file-management rules as restated by provinces): income below the line; up to 1.5 lines with the net
 * income at or below it; up to 3 lines after an accident with the net income at or below it.
 */
const ruleOf2009: CategoryRule = (inputs) => {
  const gross = netPerCapitaFen(inputs.annualIncomeFen, 0n, inputs.members);
  const net = netPerCapitaFen(inputs.annualIncomeFen, inputs.rigidExpenseFen, inputs.members);
  if (gross < inputs.lineFen) return HardshipCategory.MIN_LIVING;
  if (gross * 2n <= inputs.lineFen * 3n && net <= inputs.lineFen) return HardshipCategory.NEAR_MIN;
  if (inputs.isAccidental && gross <= inputs.lineFen * 3n && net <= inputs.lineFen) return HardshipCategory.ACCIDENT;
  return null;
};

/** Generation of 2021: net income below the line is deep, below twice the line relative; a sudden event counts on its own (I9). */
const ruleOf2021: CategoryRule = (inputs) => {
  const net = netPerCapitaFen(inputs.annualIncomeFen, inputs.rigidExpenseFen, inputs.members);
  if (net < inputs.lineFen) return HardshipCategory.DEEP;
  if (net < inputs.lineFen * 2n) return HardshipCategory.RELATIVE;
  return inputs.isAccidental ? HardshipCategory.ACCIDENTAL : null;
};

const RULES: ReadonlyMap<string, CategoryRule> = new Map([
  ['2009', ruleOf2009],
  ['2021', ruleOf2021],
]);

/** Versions of the category rules (认定规则版本) that files may name. */
export const RULE_SETS: readonly string[] = [...RULES.keys()];

/**
 * The category (困难类别) that a rule set gives for stored inputs; null when the household doesn't qualify. A file whose category
 * differs carries an override reason and its approver (I8).
 *
 * @throws InvalidInputError for a rule set that isn't known.
 */
export function categoryOf(ruleSet: string, inputs: CategoryInputs): HardshipCategory | null {
  const rule = RULES.get(ruleSet);
  if (!rule) throw new InvalidInputError('ruleSet', 'KNOWN_RULE_SET', `Known rule sets are ${RULE_SETS.join(', ')}.`);
  return rule(inputs);
}
