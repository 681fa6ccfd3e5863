import type { Viewer } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { RegionalReader } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { EmergencyAccess } from './emergency-access.entity';
import { emergencyAccessList } from './emergency-access.list';

/** Reads who opened which emergency access (应急授权). */
export class EmergencyAccessService extends RegionalReader<EmergencyAccess> {
  constructor(db: DataSource) {
    super(db, { entity: EmergencyAccess, action: 'emergency:read', list: emergencyAccessList, alias: 'e' });
  }

  /** What the caller opened, newest first. */
  own(viewer: Viewer): Promise<EmergencyAccess[]> {
    return this.ofCaller(viewer, 'e.user_id = $1');
  }

  /** What the caller was notified of and nobody has reviewed yet, newest first. */
  notices(viewer: Viewer): Promise<EmergencyAccess[]> {
    return this.ofCaller(viewer, 'e.notified_ids @> array[$1::uuid] and e.reviewed_at is null');
  }

  /**
   * An emergency access to whoever opened it.
   *
   * @throws NotFoundError to everybody else.
   */
  async ownById(viewer: Viewer, id: string): Promise<EmergencyAccess> {
    const [found] = isUuid(id) ? await this.ofCaller(viewer, 'e.user_id = $1 and e.id = $2', [id]) : [];
    if (!found) throw new NotFoundError('EmergencyAccess', id);
    return found;
  }

  private async ofCaller(viewer: Viewer, condition: string, more: readonly string[] = []): Promise<EmergencyAccess[]> {
    if (!isUuid(viewer.subject)) return [];
    const rows = await beyondRegions('an emergency lies beyond the regions of who opened it', () =>
      this.db.query<Record<string, unknown>[]>(
        `select ${this.rows.columns} from emergency_access e where ${condition} order by e.opened_at desc, e.id desc limit 100`,
        [viewer.subject, ...more],
      ),
    );
    return rows.map(this.rows.map);
  }
}
