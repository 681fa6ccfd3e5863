import { assertCan, scopePatterns } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { alignMany, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { EnterpriseMove } from './enterprise-move.entity';

const moves = rowMapping(EnterpriseMove, 'm');

/** Reads the moves (迁移) of enterprises within the viewer's regions. */
export class EnterpriseMoveService {
  constructor(private readonly db: DataSource) {}

  /** The moves of each enterprise in one statement, newest first; index-aligned, empty for one that never moved. */
  readonly loadMoves: Batch<string, readonly EnterpriseMove[]> = async (viewer, enterpriseIds) => {
    assertCan(viewer, 'enterprise:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${moves.columns} from enterprise_move m join enterprise e on e.id = m.enterprise_id
       where m.enterprise_id = any($1::uuid[]) and e.region_code like any($2::text[])
       order by m.enterprise_id, m.moved_on desc`,
      [enterpriseIds, scopePatterns(viewer)],
    );
    return alignMany(enterpriseIds, rows.map(moves.map), ({ enterpriseId }) => enterpriseId);
  };
}
