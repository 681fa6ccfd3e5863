import type { RowReader } from '@nuan/intake';

import { CheckSource } from '../filing/check-source';
import { HousingType } from '../household/housing';
import { KeyGroup } from '../household/key-group';
import { EmploymentStatus } from '../worker/employment-status';
import { ConflictRule } from './conflict-rule';

/** What a list says of one person; the keys are those of the source's columns. Amounts in fen as text. */
export type MatchingFacts = Readonly<Record<string, string | number | boolean | null>>;

/** What a list says of somebody of a household, beside what that person declared. */
export interface FoundPerson {
  readonly facts: MatchingFacts;
  readonly employmentStatus: string;
}

/** What a household declared. */
export interface Declaration {
  readonly housingType: string | null;
  readonly keyGroup: string | null;
  /** Fen over twelve months; null before it was assessed. */
  readonly annualIncomeFen: bigint | null;
}

/** Who works, by what was declared; who else is paid for by an employer contradicts it. */
const AT_WORK: readonly string[] = [
  EmploymentStatus.ON_POST,
  EmploymentStatus.MIGRANT,
  EmploymentStatus.SICK_LEAVE,
  EmploymentStatus.INTERNALLY_RETIRED,
];
const WITHOUT_HOME: readonly string[] = [HousingType.NONE, HousingType.RENTED, HousingType.LOW_RENT];

const MAX_COUNT = 999;

/** Reads the facts of a source from a row; what is missing or wrong is in the row's problems. */
export function readFacts(source: CheckSource, row: RowReader): MatchingFacts {
  switch (source) {
    case CheckSource.REAL_ESTATE:
      return { homes: row.required('homes', row.integer('homes', 0, MAX_COUNT)) };
    case CheckSource.VEHICLE:
      return {
        vehicles: row.required('vehicles', row.integer('vehicles', 0, MAX_COUNT)),
        isForHire: row.required('isForHire', row.flag('isForHire')),
      };
    case CheckSource.BUSINESS_REGISTRATION:
      return { businesses: row.required('businesses', row.integer('businesses', 0, MAX_COUNT)) };
    case CheckSource.SOCIAL_INSURANCE:
    case CheckSource.PROVIDENT_FUND:
      return {
        isPaidByEmployer: row.required('isPaidByEmployer', row.flag('isPaidByEmployer')),
        months: row.integer('months', 0, MAX_COUNT),
      };
    case CheckSource.CIVIL_AFFAIRS:
      return {
        isOnRelief: row.required('isOnRelief', row.flag('isOnRelief')),
        annualIncome: row.yuan('annualIncome')?.toString() ?? null,
      };
    case CheckSource.TAX:
      return { annualIncome: row.required('annualIncome', row.yuan('annualIncome'))?.toString() ?? null };
    case CheckSource.DEATH_REGISTER:
      return { diedOn: row.required('diedOn', row.date('diedOn')) };
  }
}

/**
 * What a source contradicts of a household's declaration; null when it agrees. Sources of the rules: no filing with two homes, a
 * shop or hired hands, a motor vehicle that is not for hire (不予建档情形); income and work as declared on the form.
 */
export function contradictionOf(
  source: CheckSource,
  found: readonly FoundPerson[],
  declared: Declaration,
): ConflictRule | null {
  switch (source) {
    case CheckSource.REAL_ESTATE:
      return homesContradict(sum(found, 'homes'), declared);
    case CheckSource.VEHICLE:
      return found.some(({ facts }) => Number(facts['vehicles']) > 0 && facts['isForHire'] !== true)
        ? ConflictRule.VEHICLE_NOT_FOR_HIRE
        : null;
    case CheckSource.BUSINESS_REGISTRATION:
      return sum(found, 'businesses') > 0 ? ConflictRule.BUSINESS_OWNER : null;
    case CheckSource.SOCIAL_INSURANCE:
    case CheckSource.PROVIDENT_FUND:
      return found.some(
        ({ facts, employmentStatus }) => facts['isPaidByEmployer'] === true && !AT_WORK.includes(employmentStatus),
      )
        ? ConflictRule.INSURED_EMPLOYMENT
        : null;
    case CheckSource.CIVIL_AFFAIRS:
      return reliefContradicts(found, declared);
    case CheckSource.TAX:
      return incomeContradicts(
        found.reduce((total, { facts }) => total + fen(facts), 0n),
        declared,
      );
    case CheckSource.DEATH_REGISTER:
      return ConflictRule.DECEASED;
  }
}

function homesContradict(homes: number, { housingType }: Declaration): ConflictRule | null {
  if (homes >= 2) return ConflictRule.SECOND_HOME;
  return homes === 1 && housingType !== null && WITHOUT_HOME.includes(housingType)
    ? ConflictRule.HOME_NOT_DECLARED
    : null;
}

function reliefContradicts(found: readonly FoundPerson[], declared: Declaration): ConflictRule | null {
  const isOnRelief = found.some(({ facts }) => facts['isOnRelief'] === true);
  const declaresRelief = declared.keyGroup === KeyGroup.MIN_LIVING_UNDEREMPLOYED;
  const deniesRelief = declared.keyGroup === KeyGroup.BELOW_LINE_NOT_COVERED;
  if ((declaresRelief && !isOnRelief) || (deniesRelief && isOnRelief)) return ConflictRule.RELIEF_CONTRADICTED;
  // Civil affairs gives the whole household's income with each of its members.
  const highest = found.map(({ facts }) => fen(facts)).reduce((most, each) => (each > most ? each : most), 0n);
  return incomeContradicts(highest, declared);
}

function incomeContradicts(knownFen: bigint, { annualIncomeFen }: Declaration): ConflictRule | null {
  return annualIncomeFen !== null && knownFen > annualIncomeFen ? ConflictRule.INCOME_ABOVE_DECLARED : null;
}

const sum = (found: readonly FoundPerson[], key: string): number =>
  found.reduce((total, { facts }) => total + Number(facts[key] ?? 0), 0);

const fen = (facts: MatchingFacts): bigint =>
  BigInt(facts['annualIncome'] === null ? 0 : String(facts['annualIncome'] ?? 0));
