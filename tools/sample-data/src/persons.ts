import type { DiversionRoute, OccupationGroup } from '@nuan/kernel';
import { residentIdNumber } from './identity-numbers';
import { rememberedIds } from './identifiers';
import { personName } from './names';
import { unionIdOf } from './unions';

/** Place of a person in a household (与户主关系). */
export type SampleRelation = 'HEAD' | 'SPOUSE' | 'CHILD' | 'PARENT';
export type SampleGender = 'MALE' | 'FEMALE';

/** Employment status (工作状态) as far as the sample uses it; minors and pupils are STUDENT, the old without a pension NOT_WORKING. */
export type SampleEmploymentStatus =
  | 'ON_POST'
  | 'LAID_OFF'
  | 'UNEMPLOYED'
  | 'RETIRED'
  | 'SICK_LEAVE'
  | 'INTERNALLY_RETIRED'
  | 'MIGRANT'
  | 'STUDENT'
  | 'NOT_WORKING';

/** Health (健康状况) as far as the sample uses it. */
export type SampleHealth =
  | 'GOOD'
  | 'GENERAL'
  | 'MALIGNANT_TUMOUR'
  | 'CARDIOVASCULAR'
  | 'CEREBROVASCULAR'
  | 'END_STAGE_RENAL'
  | 'MENTAL'
  | 'LIVER'
  | 'DIABETES'
  | 'HYPERTENSION'
  | 'DISABILITY';

export type SampleModelWorkerLevel = 'NATIONAL' | 'PROVINCIAL' | 'PREFECTURE' | 'OTHER';

export interface PersonFields {
  readonly index: number;
  readonly gender: SampleGender;
  readonly bornOn: string;
  readonly idSequence: number;
  readonly surnameOf: number;
  readonly householdIndex: number | null;
  readonly relation: SampleRelation;
  readonly regionCode: string;
  readonly unionIndex: number;
  readonly employerIndex: number | null;
  readonly isMigrant: boolean;
  readonly occupation: OccupationGroup | null;
  readonly employmentStatus: SampleEmploymentStatus;
  readonly health: SampleHealth;
  readonly diversion: DiversionRoute | null;
  readonly modelWorkerLevel: SampleModelWorkerLevel | null;
}

/** A person (职工 or family member). Names and ID numbers are generated when asked for, so that 460,000 of them stay small. */
export class SamplePerson {
  readonly index: number;
  readonly gender: SampleGender;
  readonly bornOn: string;
  /** The three digits of the ID number that tell people born on one day apart; odd for men. */
  readonly idSequence: number;
  /** Index of the person whose surname this one bears: children bear the head's. */
  readonly surnameOf: number;
  readonly householdIndex: number | null;
  /** 'HEAD' as well for people outside the filed households. */
  readonly relation: SampleRelation;
  readonly regionCode: string;
  readonly unionIndex: number;
  readonly employerIndex: number | null;
  readonly isMigrant: boolean;
  /** Null for those who don't work: pupils, the retired. */
  readonly occupation: OccupationGroup | null;
  readonly employmentStatus: SampleEmploymentStatus;
  readonly health: SampleHealth;
  /** Set only with an employer that is distressed. */
  readonly diversion: DiversionRoute | null;
  readonly modelWorkerLevel: SampleModelWorkerLevel | null;

  constructor(fields: PersonFields) {
    this.index = fields.index;
    this.gender = fields.gender;
    this.bornOn = fields.bornOn;
    this.idSequence = fields.idSequence;
    this.surnameOf = fields.surnameOf;
    this.householdIndex = fields.householdIndex;
    this.relation = fields.relation;
    this.regionCode = fields.regionCode;
    this.unionIndex = fields.unionIndex;
    this.employerIndex = fields.employerIndex;
    this.isMigrant = fields.isMigrant;
    this.occupation = fields.occupation;
    this.employmentStatus = fields.employmentStatus;
    this.health = fields.health;
    this.diversion = fields.diversion;
    this.modelWorkerLevel = fields.modelWorkerLevel;
  }

  get id(): string {
    return personIdOf(this.index);
  }

  get unionId(): string {
    return unionIdOf(this.unionIndex);
  }

  /** A generated name; never one of a real person on purpose. */
  get name(): string {
    return personName(this.index, this.surnameOf, this.gender);
  }

  /** 18 characters, division 349900 (which does not exist), valid check character, unique. */
  get idNumber(): string {
    return residentIdNumber(this.bornOn, this.idSequence);
  }
}

/** The id of the person (Worker) with this index. */
export const personIdOf = rememberedIds('person');
