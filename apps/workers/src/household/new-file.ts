import type {
  ArchiveTier,
  DiversionRoute,
  HardshipCategory,
  HardshipCause,
  LocalDate,
  OccupationGroup,
  StudyLevel,
} from '@nuan/kernel';

import type { ConsentChannel, ConsentPurpose } from '../filing/consent.entity';
import type { Disability } from '../worker/disability';
import type { EmploymentStatus } from '../worker/employment-status';
import type { HealthStatus } from '../worker/health-status';
import type { HouseholdRelation } from '../worker/household-relation';
import type { ModelWorkerLevel } from '../worker/model-worker-level';
import type { BankAccountKind } from './bank-account';
import type { HousingType } from './housing';
import type { KeyGroup } from './key-group';
import type { ReliefMeasure } from './relief-measure';

/** The schooling of a member of a new file. */
export interface NewStudent {
  readonly level: StudyLevel;
  readonly schoolName: string | null;
  readonly enrolledYear: number | null;
  readonly programmeYears: number | null;
}

/** A consent that came with a person of a new file. */
export interface NewConsent {
  readonly purpose: ConsentPurpose;
  readonly textVersion: string;
  readonly channel: ConsentChannel;
  readonly givenAt: Date;
  /** Place among the persons of who consented for a child under 14; null for the person's own. */
  readonly guardianIndex: number | null;
}

/** A person of a new file, with the values as they are: they are sealed on the way into the row. */
export interface NewPerson {
  readonly relation: HouseholdRelation;
  readonly name: string;
  /** Canonical, by `parseResidentId`. */
  readonly idNumber: string;
  readonly phone: string | null;
  readonly employmentStatus: EmploymentStatus;
  readonly occupationGroup: OccupationGroup | null;
  readonly employerId: string | null;
  readonly health: HealthStatus;
  readonly disability: Disability | null;
  readonly modelWorkerLevel: ModelWorkerLevel | null;
  readonly contractUntilOn: LocalDate | null;
  readonly isUnionMember: boolean;
  readonly isMigrant: boolean;
  /** Only with an employer. */
  readonly diversion: DiversionRoute | null;
  readonly student: NewStudent | null;
  /** Given with the file; those of an application are on record with it. */
  readonly consents: readonly NewConsent[];
}

/** The account that aid will be paid to. */
export interface NewAccount {
  readonly bankName: string;
  readonly kind: BankAccountKind;
  /** Digits alone. */
  readonly accountNumber: string;
  /** False for an account that came without the name on it; every other was compared with the head's. */
  readonly isNameChecked?: boolean;
}

/** A file to be opened (建档), from an application or from an import. Amounts in fen; the figures are those that the category was derived from. */
export interface NewFile {
  /** The application that is recorded by it; null for a file taken over by an import. */
  readonly applicationId: string | null;
  /** The closed file of a household that relapsed. */
  readonly previousFileId: string | null;
  readonly regionCode: string;
  readonly unionId: string;
  readonly tier: ArchiveTier;
  readonly category: HardshipCategory;
  /** Generation of the rules: '2009' or '2021'. */
  readonly ruleSet: string;
  /** Both or neither: why the category differs from the rules' result, and who confirmed it. */
  readonly overrideReason: string | null;
  readonly overrideApprovedBy: string | null;
  readonly primaryCause: HardshipCause;
  readonly secondaryCauses: readonly HardshipCause[];
  readonly otherCause: string | null;
  readonly isMigrant: boolean;
  readonly canHelpItself: boolean | null;
  readonly keyGroup: KeyGroup | null;
  readonly measure: ReliefMeasure | null;
  readonly annualIncomeFen: bigint;
  readonly rigidExpenseFen: bigint;
  /** Monthly minimum-living line that the income was held against. */
  readonly lineFen: bigint;
  readonly assessedOn: LocalDate;
  readonly housing: { readonly type: HousingType; readonly areaM2: number | null } | null;
  readonly address: string | null;
  readonly bank: NewAccount | null;
  readonly recordedOn: LocalDate;
  readonly lastVisitedAt: Date | null;
  /** The head and the members; exactly one is HEAD, no ID number twice. */
  readonly persons: readonly NewPerson[];
}

/** A file that was opened; `workerIds` index-aligned with the persons given. */
export interface OpenedFile {
  readonly householdId: string;
  readonly fileNo: string;
  readonly headId: string;
  readonly workerIds: readonly string[];
}
