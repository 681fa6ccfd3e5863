import type { RowProblem } from '@nuan/intake';
import { type HardshipCategory, HardshipCause, isWithin, type LocalDate, regionPrefix } from '@nuan/kernel';
import { findRegion, PROVINCE_CODE } from '@nuan/regions';

import { FilingAmountKind } from '../filing/amount-kind';
import { assessMeans } from '../filing/category-assessment';
import type { CategoryRuleSet } from '../filing/category-rule-set.entity';
import type { NewFile, NewPerson } from '../household/new-file';
import { Disability } from '../worker/disability';
import { HouseholdRelation } from '../worker/household-relation';
import { ageOn } from '../worker/resident-id';
import { guardianProblems, newConsentsOf } from './import-consents';
import type { ImportedHousehold } from './import-household-cells';
import { problemAt } from './import-problem';
import type { ImportedRow } from './import-row';

/** Rows of one household, as they were read. */
export interface ImportGroup {
  readonly householdNo: string;
  readonly rows: readonly { readonly line: number; readonly row: ImportedRow }[];
}

/** For whom an import is made. */
export interface ImportTarget {
  readonly regionCode: string;
  readonly unionId: string;
}

/** The rules of a region on a day. */
export interface LocalRules {
  readonly rules: CategoryRuleSet | null;
  readonly lineFen: bigint | null;
}

/** More members than any household of the register has. */
const MAX_MEMBERS = 30;

const SUDDEN: readonly HardshipCause[] = [HardshipCause.ACCIDENT, HardshipCause.NATURAL_DISASTER];

/** What is wrong with the rows of a household taken together; empty when they make one. */
export function groupProblems({ rows }: ImportGroup, today: LocalDate): RowProblem[] {
  const heads = rows.filter(({ row }) => row.relation === HouseholdRelation.HEAD);
  const [first] = rows;
  const line = heads[1]?.line ?? first?.line ?? 1;
  const problems: RowProblem[] = [];
  if (heads.length !== 1)
    problems.push(problemAt(line, 'relation', 'ONE_HEAD', 'A household has exactly one row of its head (户主).'));
  if (rows.length > MAX_MEMBERS)
    problems.push(
      problemAt(line, 'householdNo', 'HOUSEHOLD_TOO_LARGE', `A household has at most ${MAX_MEMBERS} members here.`),
    );
  return [...problems, ...guardianProblems(rows, today)];
}

/** The file that a household's rows make, or what the rules of the register have against it. */
export function newFileOf(
  group: ImportGroup,
  target: ImportTarget,
  regionCode: string,
  { rules, lineFen: localLine }: LocalRules,
): NewFile | readonly RowProblem[] {
  const head = group.rows.find(({ row }) => row.relation === HouseholdRelation.HEAD);
  const household = head?.row.household;
  if (!head || !household) return [];
  const refuse = (key: string, rule: string, message: string): RowProblem[] => [
    problemAt(head.line, key, rule, message),
  ];
  if (rules === null) return refuse('assessedOn', 'RULES_UNKNOWN', 'No rules of category are in force on this day.');
  const ownLine = household.minLivingLineFen === null ? null : BigInt(household.minLivingLineFen);
  if (localLine !== null && ownLine !== null && localLine !== ownLine)
    return refuse(
      'minLivingLine',
      'LINE_DIFFERS',
      'The region’s own line on this day is another: leave the cell blank.',
    );
  const lineFen = localLine ?? ownLine;
  if (lineFen === null || lineFen === 0n)
    return refuse('minLivingLine', 'LINE_UNKNOWN', 'The region’s line on this day is not known: write it.');
  const { result, annualIncomeFen, rigidExpenseFen } = assess(group, household, rules, lineFen);
  if (result === null)
    return refuse('annualIncome', 'NOT_IN_HARDSHIP', 'By these figures the rules give no category of hardship.');
  if (household.category !== null && household.category !== result)
    return refuse('category', 'CATEGORY_DIFFERS', `By these figures the rules give ${result}: mend one of the two.`);
  const file = fileOf(group, household, target, { regionCode, category: result, ruleSet: rules.generation });
  return { ...file, annualIncomeFen, rigidExpenseFen, lineFen };
}

/** The region of a household, or what is wrong with it. */
export function regionOf(group: ImportGroup, target: ImportTarget, today: LocalDate): string | RowProblem {
  const head = group.rows.find(({ row }) => row.relation === HouseholdRelation.HEAD);
  const code = head?.row.household?.regionCode ?? target.regionCode;
  if (code === PROVINCE_CODE || findRegion(code, today) === null)
    return problemAt(head?.line ?? 1, 'regionCode', 'REGION_KEEPS_FILES', 'Name a county or city that exists today.');
  return isWithin(code, regionPrefix(target.regionCode))
    ? code
    : problemAt(head?.line ?? 1, 'regionCode', 'REGION_OF_THE_IMPORT', 'This region lies outside that of the import.');
}

function assess(
  { rows }: ImportGroup,
  { annualIncomeFen, rigidExpenseFen, assessedOn, primaryCause, secondaryCauses }: ImportedHousehold,
  rules: CategoryRuleSet,
  lineFen: bigint,
): ReturnType<typeof assessMeans> {
  const isAccidental = [primaryCause, ...secondaryCauses].some((cause) => SUDDEN.includes(cause));
  const expense = isAccidental ? FilingAmountKind.ACCIDENT : FilingAmountKind.OTHER_EXPENSE;
  return assessMeans(rules, {
    persons: rows.map(({ row }) => ({
      id: row.idNumber,
      age: ageOn(assessedOn, row.idNumber),
      employmentStatus: row.employmentStatus,
      health: row.health,
      isDisabled: row.disability !== null,
      isStudent: row.study !== null,
    })),
    amounts: [
      { personId: null, kind: FilingAmountKind.OTHER_INCOME, amountFen: BigInt(annualIncomeFen) },
      { personId: null, kind: expense, amountFen: BigInt(rigidExpenseFen) },
    ],
    isAccidental,
    lineFen,
  });
}

function fileOf(
  { rows }: ImportGroup,
  household: ImportedHousehold,
  { unionId }: ImportTarget,
  given: { readonly regionCode: string; readonly category: HardshipCategory; readonly ruleSet: string },
): Omit<NewFile, 'annualIncomeFen' | 'rigidExpenseFen' | 'lineFen'> {
  const { lastVisitedOn } = household;
  return {
    ...given,
    applicationId: null,
    previousFileId: null,
    unionId,
    tier: household.tier,
    overrideReason: null,
    overrideApprovedBy: null,
    primaryCause: household.primaryCause,
    secondaryCauses: household.secondaryCauses,
    otherCause: household.otherCause,
    isMigrant: rows.some(({ row }) => row.relation === HouseholdRelation.HEAD && row.isMigrant),
    canHelpItself: household.canHelpItself,
    keyGroup: household.keyGroup,
    measure: household.measure,
    assessedOn: household.assessedOn,
    housing: household.housing,
    address: household.address,
    bank: household.bank,
    recordedOn: household.recordedOn,
    lastVisitedAt: lastVisitedOn === null ? null : new Date(`${lastVisitedOn}T12:00:00+08:00`),
    persons: rows.map(({ row }) => ({ ...personOf(row), consents: newConsentsOf(rows, row) })),
  };
}

function personOf(row: ImportedRow): Omit<NewPerson, 'consents'> {
  return {
    relation: row.relation,
    name: row.name,
    idNumber: row.idNumber,
    phone: row.phone,
    employmentStatus: row.employmentStatus,
    occupationGroup: row.occupationGroup,
    employerId: null,
    health: row.health,
    disability: row.disability === null ? null : Disability.parse(row.disability),
    modelWorkerLevel: row.modelWorkerLevel,
    contractUntilOn: row.contractUntilOn,
    isUnionMember: row.isUnionMember,
    isMigrant: row.isMigrant,
    diversion: null,
    student: row.study,
  };
}
