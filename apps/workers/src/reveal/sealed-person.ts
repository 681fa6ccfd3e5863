import { scopePatterns } from '@nuan/auth';
import type { FieldCipher } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { isUuid } from '@nuan/kernel';

import { HEALTH_WITHDRAWN } from '../filing/consent-record';
import { PersonField } from './reveal.results';

/** Which person is meant: one of the register, or one of an application that isn't recorded yet. */
export type PersonKey =
  | { readonly workerId: string; readonly filingPersonId: null }
  | { readonly workerId: null; readonly filingPersonId: string };

/** What is sealed of a person. Illness and disability are null where the consent to keep them was taken back. */
export interface SealedPerson {
  readonly name: string;
  readonly region_code: string;
  readonly id_number_sealed: Buffer | null;
  readonly phone_sealed: Buffer | null;
  readonly health_sealed: Buffer | null;
  readonly disability_sealed: Buffer | null;
  readonly is_erased: boolean;
  /** Person of the register; null for one of an application that isn't recorded. */
  readonly worker_id: string | null;
  readonly application_id: string | null;
}

const OF_REGISTER = `
select name, region_code, id_number_sealed, phone_sealed, health_sealed, disability_sealed, erased_on is not null as is_erased, id as worker_id,
  null as application_id
from worker where id = $1 and region_code like any($2::text[])`;

const OF_APPLICATION = `
select p.name, f.region_code, p.id_number_sealed, p.phone_sealed, case when ${HEALTH_WITHDRAWN} then null else p.health_sealed end as health_sealed,
  case when ${HEALTH_WITHDRAWN} then null else p.disability_sealed end as disability_sealed, p.id_number_mask = '' as is_erased,
  p.worker_id, p.application_id
from filing_person p join filing_application f on f.id = p.application_id where p.id = $1 and f.region_code like any($2::text[])`;

/**
 * Reads what is sealed of a person, and says to the audit whom it is about.
 *
 * @throws NotFoundError outside the viewer's regions.
 */
export async function findSealed(tx: ActTransaction, { workerId, filingPersonId }: PersonKey): Promise<SealedPerson> {
  const [entity, id, sql] =
    workerId === null
      ? (['FilingPerson', filingPersonId, OF_APPLICATION] as const)
      : (['Worker', workerId, OF_REGISTER] as const);
  const [person] = isUuid(id) ? await tx.query<SealedPerson[]>(sql, [id, scopePatterns(tx.viewer)]) : [];
  if (!person) throw new NotFoundError(entity, id);
  if (filingPersonId !== null) tx.about('FilingPerson', filingPersonId);
  if (person.application_id !== null) tx.about('FilingApplication', person.application_id);
  if (person.worker_id !== null) tx.about('Worker', person.worker_id);
  tx.within(person.region_code);
  return person;
}

/** One value in clear; null when none is on file. Health that is good isn't kept. */
export function openField(cipher: FieldCipher, person: SealedPerson, field: PersonField): string | null {
  const open = (sealed: Buffer | null): string | null => (sealed === null ? null : cipher.open(sealed));
  switch (field) {
    case PersonField.NAME:
      return person.name;
    case PersonField.ID_NUMBER:
      return open(person.id_number_sealed);
    case PersonField.PHONE:
      return open(person.phone_sealed);
    case PersonField.HEALTH:
      return open(person.health_sealed);
    case PersonField.DISABILITY:
      return open(person.disability_sealed);
  }
}
