import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';

/** What an act decides by of an employer. */
export interface Employer {
  readonly id: string;
  readonly regionCode: string;
  readonly isDemonstration: boolean;
}

/**
 * An employer that is known here, wherever it lies: people find work in other regions too.
 *
 * @throws NotFoundError when the id is unknown.
 */
export async function employerOf(tx: ActTransaction, id: string): Promise<Employer> {
  const [employer] = await tx.query<Employer[]>(
    'select id, region_code as "regionCode", is_demonstration as "isDemonstration" from enterprise_projection where id = $1',
    [id],
  );
  if (!employer) throw new NotFoundError('Enterprise', id);
  tx.about('Enterprise', id);
  return employer;
}
