import type { Viewer } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { type Batch, RegionalReader } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { RoleAssignment } from './role-assignment.entity';
import { roleAssignmentList } from './role-assignment.list';

/** Reads who holds which role (岗位授权). */
export class RoleAssignmentService extends RegionalReader<RoleAssignment> {
  constructor(db: DataSource) {
    super(db, { entity: RoleAssignment, action: 'user:read', list: roleAssignmentList, alias: 'a' });
  }

  /** Roles of each user within the viewer's regions, those over too, newest first, at most 100; index-aligned. */
  readonly loadOfUsers: Batch<string, readonly RoleAssignment[]> = (viewer, userIds) =>
    this.selectFirst(viewer, userIds, {
      ...{ keyType: 'uuid', condition: 'a.user_id = wanted.key', order: 'a.granted_at desc, a.id desc', first: 100 },
    });

  /** The caller's own roles, those over too, newest first; everybody may see them. */
  async own(viewer: Viewer): Promise<RoleAssignment[]> {
    if (!isUuid(viewer.subject)) return [];
    const rows = await beyondRegions('everybody sees what they hold themselves', () =>
      this.db.query<Record<string, unknown>[]>(
        `select ${this.rows.columns} from role_assignment a where a.user_id = $1 order by a.granted_at desc, a.id desc limit 100`,
        [viewer.subject],
      ),
    );
    return rows.map(this.rows.map);
  }
}
