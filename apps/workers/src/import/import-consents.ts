import { byRule, parseResidentId, type RowProblem, type RowReader } from '@nuan/intake';
import type { LocalDate } from '@nuan/kernel';

import { ADULT_AGE, GUARDED_UNTIL_AGE } from '../filing/consent-record';
import { type ConsentChannel, ConsentPurpose } from '../filing/consent.entity';
import type { NewConsent } from '../household/new-file';
import { HealthStatus } from '../worker/health-status';
import { ageOn } from '../worker/resident-id';
import { problemAt } from './import-problem';
import type { ImportedRow } from './import-row';
import { IMPORT_WORDS } from './import-words';

/** A consent that a row brings, as plain JSON. */
export interface ImportedConsent {
  readonly purpose: ConsentPurpose;
  readonly textVersion: string;
  readonly channel: ConsentChannel;
  readonly givenOn: LocalDate;
}

/** The consents of a row, and who gave them for a child under 14. */
export interface ImportedConsents {
  readonly consents: readonly ImportedConsent[];
  /** ID number of the guardian, who stands on another line of the household; null from 14 on. */
  readonly guardianIdNumber: string | null;
}

/** The columns of one consent. */
interface ConsentKeys {
  readonly version: string;
  readonly channel: string;
  readonly day: string;
}

const FINANCIAL: ConsentKeys = {
  version: 'checkConsentVersion',
  channel: 'checkConsentChannel',
  day: 'checkConsentedOn',
};
const HEALTH: ConsentKeys = {
  version: 'healthConsentVersion',
  channel: 'healthConsentChannel',
  day: 'healthConsentedOn',
};

/**
 * Reads the consents of a row and asks for those without which nothing is kept, as the forms do: the separate one to an illness or
 * a disability, and for a child under 14 the guardian's (Personal Information Protection Law, arts. 29 and 31).
 */
export function readConsents(
  row: RowReader,
  person: Pick<ImportedRow, 'health' | 'disability'> & { readonly idNumber: string | null },
  today: LocalDate,
): ImportedConsents {
  const check = readConsent(row, FINANCIAL, ConsentPurpose.FINANCIAL_CHECK, today);
  const health = readConsent(row, HEALTH, ConsentPurpose.HEALTH_DATA, today);
  const guardianIdNumber = byRule(row, 'guardianIdNumber', (text) => parseResidentId(text, today));
  const isIll = person.health !== HealthStatus.GOOD;
  if ((isIll || person.disability !== null) && isMissing(row, HEALTH))
    row.refuse(
      isIll ? 'health' : 'disability',
      'HEALTH_CONSENT_REQUIRED',
      'An illness or a disability is kept only with the person’s consent to it: write its version, way and day.',
    );
  if (person.idNumber !== null) assertGuarded(row, ageOn(today, person.idNumber));
  return { consents: [check, health].filter((consent) => consent !== null), guardianIdNumber };
}

const isMissing = (row: RowReader, keys: ConsentKeys): boolean =>
  Object.values(keys).every((key: string) => row.text(key) === null);

function readConsent(
  row: RowReader,
  keys: ConsentKeys,
  purpose: ConsentPurpose,
  today: LocalDate,
): ImportedConsent | null {
  if (isMissing(row, keys)) return null;
  const textVersion = row.required(keys.version, row.text(keys.version, 50));
  const channel = row.required(keys.channel, row.oneOf(keys.channel, IMPORT_WORDS.consentChannel));
  const givenOn = row.required(keys.day, row.date(keys.day));
  if (givenOn !== null && givenOn > today)
    row.refuse(keys.day, 'CONSENT_IN_FUTURE', 'A consent is given before it is recorded.');
  return textVersion === null || channel === null || givenOn === null
    ? null
    : { purpose, textVersion, channel, givenOn };
}

function assertGuarded(row: RowReader, age: number): void {
  const isChild = age < GUARDED_UNTIL_AGE;
  const isGuardianTold = row.text('guardianIdNumber') !== null;
  if (isChild && !isGuardianTold)
    row.refuse(
      'guardianIdNumber',
      'GUARDIAN_REQUIRED',
      'For a child under 14 an adult of the household consents: write that adult’s ID number.',
    );
  if (isChild && isMissing(row, FINANCIAL))
    row.refuse(
      FINANCIAL.version,
      'CONSENT_REQUIRED',
      'For a child under 14 the guardian consents: write version, way and day of the guardian’s consent.',
    );
  if (!isChild && isGuardianTold)
    row.refuse('guardianIdNumber', 'GUARDIAN_NOT_NEEDED', 'From 14 on the person consents.');
}

/** Lines of a household with rows. */
type Lines = readonly { readonly line: number; readonly row: ImportedRow }[];

/** Children whose guardian is no adult on another line of the household. */
export function guardianProblems(rows: Lines, today: LocalDate): RowProblem[] {
  return rows
    .filter(({ row }) => row.guardianIdNumber !== null && !isGuardianHere(rows, row, today))
    .map(({ line }) =>
      problemAt(
        line,
        'guardianIdNumber',
        'GUARDIAN_REQUIRED',
        'The guardian is an adult on another line of the household.',
      ),
    );
}

const isGuardianHere = (rows: Lines, child: ImportedRow, today: LocalDate): boolean =>
  rows.some(
    ({ row }) => row !== child && row.idNumber === child.guardianIdNumber && ageOn(today, row.idNumber) >= ADULT_AGE,
  );

/** The consents of a row as they are recorded with the file: given as their day began, so that one taken back on that day was given before. */
export function newConsentsOf(rows: Lines, { consents, guardianIdNumber }: ImportedRow): NewConsent[] {
  const at = rows.findIndex(({ row }) => row.idNumber === guardianIdNumber);
  return consents.map(({ givenOn, ...consent }) => ({
    ...consent,
    givenAt: new Date(`${givenOn}T00:00:00+08:00`),
    guardianIndex: at < 0 ? null : at,
  }));
}
