import type { ActTransaction } from '@nuan/facts';
import { newId } from '@nuan/kernel';

import { ConsentPurpose } from '../filing/consent.entity';
import type { NewConsent, NewFile, OpenedFile } from './new-file';

interface GivenConsent extends NewConsent {
  readonly workerId: string | undefined;
  readonly guardianId: string | null;
  /** Keyed hash of the person's ID number, in hexadecimal. */
  readonly hash: string;
}

/**
 * Records the consents that came with files, each unless one to the purpose is in force, or one was taken back on its day or later:
 * a paper of before doesn't undo what the person said after it.
 *
 * @param hashes of the ID numbers, index-aligned with the persons of the files.
 */
export async function putConsents(
  tx: ActTransaction,
  files: readonly NewFile[],
  opened: readonly OpenedFile[],
  hashes: readonly (readonly Buffer[])[],
): Promise<void> {
  const given = files.flatMap(({ persons }, at) =>
    persons.flatMap(({ consents }, place) => {
      const ids = opened[at]?.workerIds ?? [];
      return consents.map((consent): GivenConsent => ({
        ...consent,
        workerId: ids[place],
        guardianId: consent.guardianIndex === null ? null : (ids[consent.guardianIndex] ?? null),
        hash: hashes[at]?.[place]?.toString('hex') ?? '',
      }));
    }),
  );
  if (given.length === 0) return;
  await tx.query(PUT_CONSENTS, [
    JSON.stringify(
      given.map(({ workerId, guardianId, purpose, textVersion, channel, givenAt, hash }) => ({
        ...{ id: newId(), worker_id: workerId, guardian_id: guardianId, purpose, text_version: textVersion, channel },
        ...{ given_at: givenAt, hash },
      })),
    ),
    tx.viewer.subject,
  ]);
}

const PUT_CONSENTS = `
insert into consent (id, worker_id, guardian_id, purpose, text_version, channel, given_at, recorded_by)
select c.id, c.worker_id, c.guardian_id, c.purpose, c.text_version, c.channel, c.given_at, $2
from jsonb_to_recordset($1::jsonb) c (id uuid, worker_id uuid, guardian_id uuid, purpose text, text_version text, channel text, given_at timestamptz, hash text)
where not exists (
    select from consent k where k.worker_id = c.worker_id and k.purpose = c.purpose
      and (k.withdrawn_at >= c.given_at or k.withdrawn_at is null and k.guardian_id is not distinct from c.guardian_id))
  and not exists (
    select from filing_person p join consent k on k.filing_person_id = p.id
    where p.id_number_hash = decode(c.hash, 'hex') and k.purpose = c.purpose and k.withdrawn_at >= c.given_at)`;

/** Whether a person of a file comes with a consent of its own, or its guardian's, to the keeping of health data. */
export const isHealthConsented = (consents: readonly NewConsent[]): boolean =>
  consents.some(({ purpose }) => purpose === ConsentPurpose.HEALTH_DATA);
