import type { Viewer } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { RegionalReader } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { Delegation } from './delegation.entity';
import { delegationList } from './delegation.list';

/** Reads who lent which role to whom (代理). */
export class DelegationService extends RegionalReader<Delegation> {
  constructor(db: DataSource) {
    super(db, { entity: Delegation, action: 'user:read', list: delegationList, alias: 'd' });
  }

  /** What the caller lent and what was lent to it, those over too, newest first; everybody may see them. */
  async own(viewer: Viewer): Promise<Delegation[]> {
    return this.ofParties(viewer, 'true', []);
  }

  /**
   * A delegation to whoever is a party of it.
   *
   * @throws NotFoundError to everybody else.
   */
  async ownById(viewer: Viewer, id: string): Promise<Delegation> {
    const [found] = await this.ofParties(viewer, 'd.id = $2', [id]);
    if (!found) throw new NotFoundError('Delegation', id);
    return found;
  }

  /** Whether the caller lent it or it was lent to the caller. */
  async isParty(viewer: Viewer, id: string): Promise<boolean> {
    return isUuid(id) && (await this.ofParties(viewer, 'd.id = $2', [id])).length > 0;
  }

  private async ofParties(viewer: Viewer, condition: string, more: readonly string[]): Promise<Delegation[]> {
    if (!isUuid(viewer.subject)) return [];
    const rows = await beyondRegions('both parties see what was lent', () =>
      this.db.query<Record<string, unknown>[]>(
        `select ${this.rows.columns} from delegation d where $1 in (d.delegator_id, d.delegate_id) and ${condition}
         order by d.created_at desc, d.id desc limit 100`,
        [viewer.subject, ...more],
      ),
    );
    return rows.map(this.rows.map);
  }
}
