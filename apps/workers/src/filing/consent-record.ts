import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import { HealthStatus } from '../worker/health-status';
import { ageOn } from '../worker/resident-id';
import { readText } from '../worker/plain-text';
import { type ConsentChannel, ConsentPurpose } from './consent.entity';
import type { ReadPerson } from './filing-content';
import { FilingPerson } from './filing-person.entity';

/** Age below which a guardian consents. Source: Personal Information Protection Law, art. 31. */
export const GUARDED_UNTIL_AGE = 14;

/** Age from which a person consents for a child. Source: Civil Code, art. 17. */
export const ADULT_AGE = 18;

/** In SQL, of a person `w`: no consent to the check of finances is in force, its own or its guardian's for it. */
export const NO_CONSENT = `not exists (
  select from consent c where c.worker_id = w.id and c.purpose = 'FINANCIAL_CHECK' and c.withdrawn_at is null)`;

/** In SQL, of a person `w`: added to a file that stood already, and without a consent of its own to the check of finances. */
export const UNSIGNED = `w.member_since_on is not null and ${NO_CONSENT}`;

/**
 * In SQL, of a person `w`: under 14 by the year of birth, who may turn 14 in the course of it counted in.
 *
 * @param year the present year as a parameter, such as `$3`.
 */
export const isChildSql = (year: string): string =>
  `coalesce(w.birth_year >= ${year}::integer - ${GUARDED_UNTIL_AGE}, false)`;

/**
 * In SQL, of a person `p` of an application: its consent to keep data on health was taken back, there or on file, and none is in force. The register
 * needs no such question: the database keeps no illness there whose consent was taken back.
 */
export const HEALTH_WITHDRAWN = `(
  select bool_and(k.withdrawn_at is not null) from consent k
  where k.purpose = 'HEALTH_DATA' and (k.filing_person_id = p.id or k.worker_id = p.worker_id))`;

/** A person of an application and the consent that the person, or a guardian, gave. */
export interface GivenConsent {
  readonly personId: string;
  /** Completed years. */
  readonly age: number;
  readonly guardian: { readonly personId: string; readonly age: number } | null;
  readonly purpose: ConsentPurpose;
  readonly textVersion: string;
  readonly channel: ConsentChannel;
  readonly givenAt: Date;
}

/**
 * Records a consent (授权) unless one for the purpose is in force already; refuses one from the future, one for a child under 14
 * without an adult guardian of the household, and a guardian for anybody else.
 *
 * @param path of the consent within the input.
 * @returns its id; null when one is in force.
 */
export async function recordConsent(
  tx: ActTransaction,
  applicationId: string,
  consent: GivenConsent,
  path: string,
): Promise<string | null> {
  const { personId, age, guardian, purpose, channel, givenAt } = consent;
  if (givenAt > tx.now)
    tx.refuse(new RuleBroken('CONSENT_IN_FUTURE', `${path}.givenAt`, 'A consent is given before it is recorded.'));
  const needsGuardian = age < GUARDED_UNTIL_AGE;
  const isGuardian = guardian !== null && guardian.age >= ADULT_AGE && guardian.personId !== personId;
  if (needsGuardian && !isGuardian)
    tx.refuse(
      new RuleBroken('GUARDIAN_REQUIRED', path, 'For a child under 14 an adult of the household consents.', { age }),
    );
  if (!needsGuardian && guardian !== null)
    tx.refuse(new RuleBroken('GUARDIAN_NOT_NEEDED', path, 'From 14 on the person consents.', { age }));
  const id = newId();
  const rows = await tx.query<object[]>(
    `insert into consent (id, application_id, filing_person_id, filing_guardian_id, purpose, text_version, channel, given_at, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (filing_person_id, purpose) where withdrawn_at is null do nothing
     returning id`,
    [
      id,
      applicationId,
      personId,
      guardian?.personId ?? null,
      purpose,
      readText(consent.textVersion, `${path}.textVersion`, 50),
      channel,
      givenAt,
      tx.viewer.subject,
    ],
  );
  if (rows.length === 0) return null;
  tx.about('Consent', id);
  return id;
}

/**
 * Records the consents that came with a form, and refuses to keep an illness or a disability without the person's separate
 * consent (Personal Information Protection Law, art. 29).
 *
 * @param ids of the persons' rows, index-aligned.
 */
export async function recordConsents(
  tx: ActTransaction,
  applicationId: string,
  persons: readonly ReadPerson[],
  ids: readonly string[],
): Promise<void> {
  const ages = persons.map(({ idNumber }) => ageOn(tx.today, idNumber));
  for (const [at, { consents }] of persons.entries()) {
    for (const [index, consent] of consents.entries()) {
      const path = `content.persons.${at}.consents.${index}`;
      const { guardianIndex } = consent;
      const guardian =
        guardianIndex == null ? null : { personId: ids[guardianIndex] ?? '', age: ages[guardianIndex] ?? 0 };
      await recordConsent(
        tx,
        applicationId,
        { ...consent, personId: ids[at] ?? '', age: ages[at] ?? 0, guardian },
        path,
      );
    }
  }
  const healthConsents = await consentedTo(tx, ids, ConsentPurpose.HEALTH_DATA);
  for (const [at, { health, isDisabled }] of persons.entries()) {
    if ((health !== HealthStatus.GOOD || isDisabled) && !healthConsents.has(ids[at] ?? ''))
      tx.refuse(
        new RuleBroken(
          'HEALTH_CONSENT_REQUIRED',
          `content.persons.${at}.health`,
          'An illness or a disability is kept only with the person’s HEALTH_DATA consent.',
        ),
      );
  }
}

/**
 * Refuses an application of which somebody has not authorised the check of finances: everyone's number is matched, so everyone
 * signs, and for a child under 14 its guardian does (Personal Information Protection Law, arts. 29 and 31).
 *
 * @returns the consent of the head.
 */
export async function assertAllConsented(
  tx: ActTransaction,
  persons: readonly FilingPerson[],
  head: FilingPerson,
): Promise<string> {
  const ids = persons.map(({ id }) => id);
  const given = await consentedTo(tx, ids, ConsentPurpose.FINANCIAL_CHECK);
  const at = ids.findIndex((id) => !given.has(id));
  const consentId = given.get(head.id);
  if (at >= 0 || consentId === undefined)
    return tx.refuse(
      new RuleBroken(
        'CONSENT_REQUIRED',
        `content.persons.${Math.max(at, 0)}.consents`,
        'Everyone of the household signs the authorisation to check finances first; for a child under 14 a guardian does.',
      ),
    );
  return consentId;
}

/** Which of these persons have a consent to the purpose in force, with its id. */
export async function consentedTo(
  tx: Pick<ActTransaction, 'query'>,
  personIds: readonly string[],
  purpose: ConsentPurpose,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ personId: string; id: string }[]>(
    `select c.filing_person_id as "personId", c.id from consent c
     where c.filing_person_id = any($1::uuid[]) and c.purpose = $2 and c.withdrawn_at is null`,
    [personIds, purpose],
  );
  return new Map(rows.map(({ personId, id }) => [personId, id]));
}

/**
 * The persons as they may still be used: without illness and disability where the consent to keep them was taken back. What was handed
 * in stays in its row as it was decided on; nothing new is derived from it and nothing is copied on.
 */
export async function withoutWithdrawnHealth(
  tx: Pick<ActTransaction, 'query'>,
  persons: readonly FilingPerson[],
): Promise<FilingPerson[]> {
  const rows = await tx.query<{ id: string }[]>(
    `select p.id from filing_person p where p.id = any($1::uuid[]) and ${HEALTH_WITHDRAWN}`,
    [persons.map(({ id }) => id)],
  );
  const withdrawn = new Set(rows.map(({ id }) => id));
  return persons.map((person) =>
    withdrawn.has(person.id)
      ? Object.assign(new FilingPerson(), person, { healthSealed: null, disabilitySealed: null })
      : person,
  );
}
