import { alignMany, type Batch, RegionalReader } from '@nuan/federation';
import { rowMapping } from '@nuan/database';
import type { DataSource } from 'typeorm';

import { ExternalIdentity } from './external-identity.entity';
import { User } from './user.entity';
import { userList } from './user.list';

const identityRows = rowMapping(ExternalIdentity, 'e');

/** Reads users (用户) of the regions that the caller administers or audits. */
export class UserService extends RegionalReader<User> {
  constructor(db: DataSource) {
    super(db, { entity: User, action: 'user:read', list: userList, alias: 'u' });
  }

  /** Under which names issuers know each user, those unlinked too; index-aligned. For users that the caller was shown. */
  readonly loadIdentities: Batch<string, readonly ExternalIdentity[]> = async (_viewer, userIds) => {
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${identityRows.columns} from external_identity e where e.user_id = any($1::uuid[]) order by e.linked_at, e.id`,
      [userIds],
    );
    return alignMany(userIds, rows.map(identityRows.map), ({ userId }) => userId);
  };
}
