import { assertCan, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { alignOne, type Batch, RegionalReader } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { AdvanceRequest } from './advance-request.entity';
import { advanceRequestList } from './advance-request.list';
import { AdvanceRule } from './advance-rule.entity';

const rules = rowMapping(AdvanceRule, 'r');

/** Reads requests to advance wages (欠薪垫付申请) and the rules behind them. */
export class AdvanceService extends RegionalReader<AdvanceRequest> {
  constructor(db: DataSource) {
    super(db, { entity: AdvanceRequest, action: 'wageCase:read', list: advanceRequestList, alias: 'a' });
  }

  /** The request of each case in one statement; index-aligned, null where none was made. */
  readonly loadByCase: Batch<string, AdvanceRequest | null> = async (viewer, caseIds) =>
    alignOne(
      caseIds,
      await this.select(viewer, 'a.wage_case_id = any($1::uuid[])', caseIds),
      (request) => request.wageCaseId,
    );

  /** The rules in force on a day in a region and above it, one per region, the latest. */
  async rules(viewer: Viewer, regionCode: string, on: LocalDate): Promise<AdvanceRule[]> {
    assertCan(viewer, 'wageCase:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select distinct on (r.region_code) ${rules.columns} from advance_rule r
       where r.valid_from <= $2 and r.region_code = any (array[$1, left($1, 4) || '00', left($1, 2) || '0000'])
       order by r.region_code, r.valid_from desc`,
      [regionCode, on],
    );
    return rows.map(rules.map);
  }

  /**
   * One rule.
   *
   * @throws NotFoundError when it is unknown.
   */
  async rule(viewer: Viewer, id: string): Promise<AdvanceRule> {
    assertCan(viewer, 'standard:manage');
    const [row] = await this.db.query<Record<string, unknown>[]>(
      `select ${rules.columns} from advance_rule r where r.id = $1`,
      [id],
    );
    if (!row) throw new NotFoundError('AdvanceRule', id);
    return rules.map(row);
  }
}
