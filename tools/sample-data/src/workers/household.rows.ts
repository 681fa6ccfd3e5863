import { maskAccount } from '@nuan/database';
import { addMonths, FileStatus, HardshipCategory, HardshipCause } from '@nuan/kernel';

import type { SampleHousehold } from '../households';
import { bankCardOf } from '../identity-numbers';
import { personIdOf } from '../persons';
import type { Rng } from '../random';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { batchesOf } from './batches';

const COLUMNS = [
  'id',
  'file_no',
  'status',
  'tier',
  'category',
  'rule_set',
  'primary_cause',
  'secondary_causes',
  'other_cause',
  'is_migrant',
  'is_zero_employment',
  'is_model_worker',
  'can_help_itself',
  'key_group',
  'measure',
  'region_code',
  'union_id',
  'employer_id',
  'head_id',
  'size',
  'annual_income_fen',
  'rigid_expense_fen',
  'net_per_capita_fen',
  'line_fen',
  'assessed_size',
  'assessed_on',
  'housing_type',
  'housing_area_m2',
  'bank_name',
  'bank_account_mask',
  'bank_account_sealed',
  'bank_account_hash',
  'recorded_on',
  'last_reviewed_on',
  'next_review_due_on',
  'last_visited_at',
  'exited_on',
  'exit_reason',
  'follow_up_until_on',
  'version',
  'changed_at',
] as const;

const BANK = '样例银行';
const OTHER_CAUSE = '家庭突发变故，收入中断（样例）';

const HOUSING = [
  ['OWN_BUILT', 24],
  ['COMMODITY', 12],
  ['AFFORDABLE', 12],
  ['PRICE_LIMITED', 3],
  ['UNIT_PUBLIC', 18],
  ['LOW_RENT', 14],
  ['RENTED', 14],
  ['OTHER', 3],
] as const;

/** Our rule for the four batches: what answers the primary cause; schooling and the accidental causes are left to the plan. */
const MEASURES: Partial<Record<HardshipCause, string>> = {
  [HardshipCause.LAID_OFF]: 'EMPLOYMENT',
  [HardshipCause.ABLE_NOT_EMPLOYED]: 'EMPLOYMENT',
  [HardshipCause.NO_SOCIAL_INSURANCE]: 'SOCIAL_INSURANCE',
  [HardshipCause.BENEFITS_UNDELIVERED]: 'SOCIAL_INSURANCE',
  [HardshipCause.MAJOR_ILLNESS]: 'MEDICAL_AID',
  [HardshipCause.NO_LABOUR_CAPACITY]: 'FALLBACK',
};

const EXPENDITURE_DRIVEN: readonly HardshipCause[] = [
  HardshipCause.MAJOR_ILLNESS,
  HardshipCause.SCHOOLING,
  HardshipCause.ACCIDENT,
  HardshipCause.NATURAL_DISASTER,
];

/** Our rule for the five key groups, the first that fits. */
function keyGroupOf(household: SampleHousehold, world: World): string {
  if (household.isMigrant) return 'URBAN_MIGRANT';
  if (household.employerIndex !== null && world.persons[household.headIndex]?.diversion != null)
    return 'SUPPLY_SIDE_REFORM';
  if (EXPENDITURE_DRIVEN.includes(household.primaryCause)) return 'EXPENDITURE_DRIVEN';
  if (household.category !== HardshipCategory.MIN_LIVING) return 'OTHER';
  return household.primaryCause === HardshipCause.ABLE_NOT_EMPLOYED
    ? 'MIN_LIVING_UNDEREMPLOYED'
    : 'BELOW_LINE_NOT_COVERED';
}

/** Type and floor area; one in twelve households has no home of its own. */
function housingOf(rng: Rng): readonly [type: string, areaM2: number | null] {
  if (rng.chance(1 / 12)) return ['NONE', null];
  return [rng.weighted<string>(HOUSING), rng.between(18, 95)];
}

/** The columns of an exit; all null while the household is on the register. */
function exitOf({ exitedOn, exitReason, status }: SampleHousehold): readonly CopyValue[] {
  if (exitedOn === null) return [null, null, null];
  return [exitedOn, exitReason, status === FileStatus.EXITED ? addMonths(exitedOn, 6) : null];
}

/** The inputs of the last assessment, the members counted, and its day. */
const incomeOf = (household: SampleHousehold): readonly CopyValue[] => [
  household.annualIncomeFen,
  household.rigidExpenseFen,
  household.netPerCapitaFen,
  household.lineFen,
  household.size,
  household.lastReviewedOn,
];

function* householdRows(world: World, { cipher, random }: SampleTools): Generator<readonly CopyValue[]> {
  for (const batch of batchesOf(world.households)) {
    const cards = batch.map(({ headIndex }) => bankCardOf(headIndex));
    const sealed = cipher.sealMany(cards);
    for (const [at, household] of batch.entries()) {
      const card = cards[at] ?? '';
      const reviewed = household.lastReviewedOn > household.recordedOn;
      const hasOther = household.primaryCause === HardshipCause.OTHER;
      const changes = 1 + Number(reviewed) + Number(household.exitedOn !== null);
      yield [
        household.id,
        household.fileNo,
        household.status,
        household.tier,
        household.category,
        '2009',
        household.primaryCause,
        household.secondaryCauses,
        hasOther ? OTHER_CAUSE : null,
        household.isMigrant,
        household.isZeroEmployment,
        false,
        household.primaryCause !== HardshipCause.NO_LABOUR_CAPACITY,
        keyGroupOf(household, world),
        MEASURES[household.primaryCause] ?? null,
        household.regionCode,
        household.unionId,
        employerIdOf(household, world),
        personIdOf(household.headIndex),
        household.size,
        ...incomeOf(household),
        ...housingOf(random('household-housing', household.index)),
        BANK,
        maskAccount(BANK, card),
        sealed[at] ?? null,
        cipher.hash('bank-account', card),
        household.recordedOn,
        reviewed ? household.lastReviewedOn : null,
        household.nextReviewDueOn,
        `${household.lastReviewedOn}T10:00:00+08:00`,
        ...exitOf(household),
        changes,
        `${household.exitedOn ?? household.lastReviewedOn}T16:00:00+08:00`,
      ];
    }
  }
}

function employerIdOf({ employerIndex }: SampleHousehold, world: World): string | null {
  return employerIndex === null ? null : (world.enterprises[employerIndex]?.id ?? null);
}

/** The files: the active ones and those that left in 2016. */
export const householdLoads = (world: World, tools: SampleTools): TableLoad[] => [
  { table: 'household', columns: COLUMNS, rows: () => householdRows(world, tools) },
];
