import type { FieldCipher } from '@nuan/database';
import { FaultError } from '@nuan/errors';
import type { LocalDate } from '@nuan/kernel';

import type { NewAccount, NewFile, NewPerson } from '../household/new-file';
import { Disability } from '../worker/disability';
import { HealthStatus } from '../worker/health-status';
import type { FilingApplication } from './filing-application.entity';
import type { FilingAssessment } from './filing-assessment.entity';
import type { FilingPerson } from './filing-person.entity';

/** Everything that an approved application holds, as it is stored. */
export interface SealedContent {
  readonly application: FilingApplication;
  readonly persons: readonly FilingPerson[];
  readonly assessment: FilingAssessment;
  /** '2009' or '2021'. */
  readonly generation: string;
  readonly addressSealed: Buffer | null;
  readonly accountSealed: Buffer | null;
  readonly visitedAt: Date | null;
}

/** The file that an approved application opens on a day. */
export function fileOf(cipher: FieldCipher, content: SealedContent, on: LocalDate): NewFile {
  const { application, persons, assessment } = content;
  const { tier, category, primaryCause } = application;
  if (tier === null || category === null || primaryCause === null)
    throw new FaultError('an approved application lacks tier, category or cause');
  return {
    applicationId: application.id,
    previousFileId: application.previousFileId,
    regionCode: application.regionCode,
    unionId: application.unionId,
    tier,
    category,
    ruleSet: content.generation,
    overrideReason: application.overrideReason,
    overrideApprovedBy: application.overrideConfirmedBy,
    primaryCause,
    secondaryCauses: application.secondaryCauses,
    otherCause: application.otherCause,
    isMigrant: application.isMigrant,
    canHelpItself: application.canHelpItself,
    keyGroup: application.keyGroup,
    measure: null,
    annualIncomeFen: assessment.annualIncomeFen,
    rigidExpenseFen: assessment.rigidExpenseFen,
    lineFen: assessment.lineFen,
    assessedOn: assessment.assessedOn,
    housing:
      application.housingType === null ? null : { type: application.housingType, areaM2: application.housingAreaM2 },
    address: content.addressSealed === null ? null : cipher.open(content.addressSealed),
    bank: accountOf(cipher, application, content.accountSealed),
    recordedOn: on,
    lastVisitedAt: content.visitedAt,
    persons: persons.map((person) => personOf(cipher, person)),
  };
}

function accountOf(
  cipher: FieldCipher,
  { bankName, bankAccountKind }: FilingApplication,
  sealed: Buffer | null,
): NewAccount | null {
  if (bankName === null || bankAccountKind === null || sealed === null) return null;
  return { bankName, kind: bankAccountKind, accountNumber: cipher.open(sealed) };
}

function personOf(cipher: FieldCipher, person: FilingPerson): NewPerson {
  const { healthSealed, disabilitySealed, phoneSealed, studyLevel } = person;
  return {
    relation: person.relation,
    name: person.name,
    idNumber: cipher.open(person.idNumberSealed),
    phone: phoneSealed === null ? null : cipher.open(phoneSealed),
    employmentStatus: person.employmentStatus,
    occupationGroup: person.occupationGroup,
    employerId: person.employerId,
    health: healthSealed === null ? HealthStatus.GOOD : (cipher.open(healthSealed) as HealthStatus),
    disability: disabilitySealed === null ? null : Disability.parse(cipher.open(disabilitySealed)),
    modelWorkerLevel: person.modelWorkerLevel,
    contractUntilOn: person.contractUntilOn,
    isUnionMember: person.isUnionMember,
    isMigrant: person.isMigrant,
    diversion: person.diversion,
    student:
      studyLevel === null
        ? null
        : {
            level: studyLevel,
            schoolName: person.schoolName,
            enrolledYear: person.enrolledYear,
            programmeYears: person.programmeYears,
          },
    consents: [],
  };
}
