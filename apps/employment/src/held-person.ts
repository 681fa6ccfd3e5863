import { writePatterns } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';

/** What an act decides by of a person. */
export interface HeldPerson {
  readonly id: string;
  readonly regionCode: string;
  readonly isMigrant: boolean;
}

/**
 * Holds a person for the act and names it, with its region, to the audit; two acts about one person go one after the other. Nothing new is
 * begun for a person whose owner erased it (PERSON_ERASED).
 *
 * @param field of the input that names the person.
 * @throws NotFoundError when the id is unknown or outside the viewer's write regions.
 */
export async function holdPerson(tx: ActTransaction, personId: string, field = 'personId'): Promise<HeldPerson> {
  const [found] = await tx.query<(HeldPerson & { readonly erasedOn: LocalDate | null })[]>(
    `select id, region_code as "regionCode", is_migrant as "isMigrant", erased_on as "erasedOn" from worker_projection
     where id = $1 and region_code like any($2::text[]) for update`,
    [personId, writePatterns(tx.viewer)],
  );
  if (!found) throw new NotFoundError('Worker', personId);
  const { erasedOn, ...person } = found;
  if (erasedOn !== null)
    tx.refuse(new RuleBroken('PERSON_ERASED', field, 'The data of this person was erased.', { erasedOn }));
  tx.about('Worker', person.id);
  tx.within(person.regionCode);
  return person;
}
