import type { PersonRole } from './person-role';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { isUuid } from '@nuan/kernel';

/** An assignment as its holder uses it. */
export interface OwnAssignment {
  readonly id: string;
  readonly user_id: string;
  readonly role: PersonRole;
  readonly read_regions: readonly string[];
  readonly write_regions: readonly string[];
  readonly valid_to: Date | null;
}

/**
 * An assignment of the caller's own that stands now. Ask with the caller's row locked.
 *
 * @throws NotFoundError when it is somebody else's, revoked or over.
 */
export async function ownAssignment(tx: ActTransaction, id: string): Promise<OwnAssignment> {
  const [row] =
    isUuid(id) && isUuid(tx.viewer.subject)
      ? await tx.query<OwnAssignment[]>(
          `select id, user_id, role, read_regions, write_regions, valid_to from role_assignment
           where id = $1 and user_id = $2 and revoked_at is null and valid_from <= $3 and (valid_to is null or valid_to > $3)`,
          [id, tx.viewer.subject, tx.now],
        )
      : [];
  if (!row) throw new NotFoundError('RoleAssignment', id);
  return row;
}
