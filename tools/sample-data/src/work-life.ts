import { DistressKind, DiversionRoute, HardshipCause, Industry, OccupationGroup } from '@nuan/kernel';
import type { SampleEnterprise } from './enterprises';
import type { SampleEmploymentStatus, SampleGender, SampleHealth } from './persons';
import type { Rng } from './random';

const OCCUPATIONS: Record<Industry, OccupationGroup> = {
  [Industry.COAL]: OccupationGroup.MINING,
  [Industry.STEEL]: OccupationGroup.MANUFACTURING,
  [Industry.CONSTRUCTION]: OccupationGroup.CONSTRUCTION,
  [Industry.SANITATION]: OccupationGroup.SANITATION,
  [Industry.RAIL_TRANSIT]: OccupationGroup.TRANSPORT,
  [Industry.TEXTILE]: OccupationGroup.MANUFACTURING,
  [Industry.MACHINERY]: OccupationGroup.MANUFACTURING,
  [Industry.CHEMICAL]: OccupationGroup.MANUFACTURING,
  [Industry.FINANCE]: OccupationGroup.INDOOR,
  [Industry.TRADE]: OccupationGroup.SERVICE,
  [Industry.OTHER]: OccupationGroup.SERVICE,
};

const MIGRANT_OCCUPATIONS = [
  [OccupationGroup.CONSTRUCTION, 40],
  [OccupationGroup.SERVICE, 20],
  [OccupationGroup.DELIVERY, 15],
  [OccupationGroup.SANITATION, 15],
  [OccupationGroup.OUTDOOR_OTHER, 10],
] as const;

/** What a worker does, by the employer's industry; migrants without a firm mostly work outdoors. */
export function occupationOf(employer: SampleEnterprise | null, isMigrant: boolean, rng: Rng): OccupationGroup {
  if (employer !== null) return OCCUPATIONS[employer.industry];
  return isMigrant ? rng.weighted(MIGRANT_OCCUPATIONS) : OccupationGroup.SERVICE;
}

/** Whether a worker of this age still works: to 59 for men, to 54 for women. */
export const ofWorkingAge = (age: number, gender: SampleGender): boolean => age < (gender === 'MALE' ? 60 : 55);

const ILLNESSES = [
  ['MALIGNANT_TUMOUR', 28],
  ['CARDIOVASCULAR', 18],
  ['CEREBROVASCULAR', 16],
  ['END_STAGE_RENAL', 12],
  ['MENTAL', 8],
  ['LIVER', 8],
  ['DIABETES', 10],
] as const;

/** A major illness. */
export const illnessOf = (rng: Rng): SampleHealth => rng.weighted<SampleHealth>(ILLNESSES);

/** The health of somebody of that age without a major illness. */
export function plainHealthOf(age: number, rng: Rng): SampleHealth {
  if (age < 45) return rng.chance(0.93) ? 'GOOD' : 'GENERAL';
  return rng.weighted<SampleHealth>([
    ['GOOD', 60],
    ['GENERAL', 25],
    ['HYPERTENSION', 15],
  ]);
}

const STATUS_BY_CAUSE: Partial<Record<HardshipCause, readonly (readonly [SampleEmploymentStatus, number])[]>> = {
  [HardshipCause.LAID_OFF]: [
    ['LAID_OFF', 70],
    ['UNEMPLOYED', 30],
  ],
  [HardshipCause.ABLE_NOT_EMPLOYED]: [['UNEMPLOYED', 100]],
  [HardshipCause.NO_LABOUR_CAPACITY]: [['NOT_WORKING', 100]],
  [HardshipCause.MAJOR_ILLNESS]: [
    ['SICK_LEAVE', 45],
    ['ON_POST', 30],
    ['LAID_OFF', 15],
    ['UNEMPLOYED', 10],
  ],
};
const STATUS_OTHERWISE: readonly (readonly [SampleEmploymentStatus, number])[] = [
  ['ON_POST', 60],
  ['LAID_OFF', 22],
  ['UNEMPLOYED', 18],
];

/** The head's employment status, by age, cause and whether a migrant. */
export function headStatusOf(
  age: number,
  gender: SampleGender,
  cause: HardshipCause,
  isMigrant: boolean,
  rng: Rng,
): SampleEmploymentStatus {
  if (!ofWorkingAge(age, gender)) return 'RETIRED';
  if (isMigrant && cause !== HardshipCause.NO_LABOUR_CAPACITY) return rng.chance(0.7) ? 'MIGRANT' : 'UNEMPLOYED';
  return rng.weighted(STATUS_BY_CAUSE[cause] ?? STATUS_OTHERWISE);
}

const ROUTES = [
  [DiversionRoute.REASSIGNED, 56],
  [DiversionRoute.INTERNAL_RETIRED, 18],
  [DiversionRoute.EARLY_RETIRED, 10],
  [DiversionRoute.ILL_OR_DISABLED_LEFT, 8],
  [DiversionRoute.CONTRACT_ENDED, 8],
] as const;
const DIVERTED: Record<DistressKind, number> = {
  [DistressKind.OVERCAPACITY_CLOSED]: 0.9,
  [DistressKind.ZOMBIE]: 0.25,
  [DistressKind.LOSS_MAKING]: 0.05,
  [DistressKind.OTHER]: 0.02,
};

/** How a worker left a distressed employer, or null for those who stayed. */
export function diversionOf(employer: SampleEnterprise | null, rng: Rng): DiversionRoute | null {
  if (employer?.distress == null || !rng.chance(DIVERTED[employer.distress])) return null;
  return rng.weighted<DiversionRoute>(ROUTES);
}

const STATUS_AFTER: Record<DiversionRoute, SampleEmploymentStatus> = {
  [DiversionRoute.EARLY_RETIRED]: 'RETIRED',
  [DiversionRoute.ILL_OR_DISABLED_LEFT]: 'SICK_LEAVE',
  [DiversionRoute.INTERNAL_RETIRED]: 'INTERNALLY_RETIRED',
  [DiversionRoute.REASSIGNED]: 'LAID_OFF',
  [DiversionRoute.CONTRACT_ENDED]: 'UNEMPLOYED',
};

/** The status that a way of leaving the employer brings with it. */
export const statusAfter = (route: DiversionRoute): SampleEmploymentStatus => STATUS_AFTER[route];
