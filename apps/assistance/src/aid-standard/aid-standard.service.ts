import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import type { LocalDate } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { enclosingCodes } from '../viewer-scope';
import { AidStandard } from './aid-standard.entity';

const standards = rowMapping(AidStandard, 's');

/** Reads the standards of aid (救助标准) that hold in the viewer's regions: their own and those of the regions above. */
export class AidStandardService {
  constructor(private readonly db: DataSource) {}

  /** Standards in force on a day, by region, group, purpose and category. */
  async list(viewer: Viewer, on: LocalDate): Promise<AidStandard[]> {
    assertCan(viewer, 'fund:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${standards.columns} from aid_standard s
       where (s.region_code like any($1::text[]) or s.region_code = any($2::text[])) and $3::date >= s.valid_from and (s.valid_to is null or $3::date <= s.valid_to)
       order by s.region_code, s.target_group, s.purpose, s.category nulls first`,
      [scopePatterns(viewer), enclosingCodes(viewer), on],
    );
    return rows.map(standards.map);
  }
}
