import { writePatterns } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';

/** What an act decides by of a person. */
export interface HeldPerson {
  readonly id: string;
  readonly regionCode: string;
  readonly isMigrant: boolean;
}

/**
 * Holds a person for the act and names it, with its region, to the audit; two acts about one person go one after the other.
 *
 * @throws NotFoundError when the id is unknown or outside the viewer's write regions.
 */
export async function holdPerson(tx: ActTransaction, personId: string): Promise<HeldPerson> {
  const [person] = await tx.query<HeldPerson[]>(
    `select id, region_code as "regionCode", is_migrant as "isMigrant" from worker_projection
     where id = $1 and region_code like any($2::text[]) for update`,
    [personId, writePatterns(tx.viewer)],
  );
  if (!person) throw new NotFoundError('Worker', personId);
  tx.about('Worker', person.id);
  tx.within(person.regionCode);
  return person;
}
