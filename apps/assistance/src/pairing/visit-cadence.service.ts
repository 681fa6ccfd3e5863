import { assertCan, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { LocalDate } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { VisitCadence } from './visit-cadence.entity';

const cadences = rowMapping(VisitCadence, 'c');

/** Reads how often helpers visit (走访频次). */
export class VisitCadenceService {
  constructor(private readonly db: DataSource) {}

  /** The rules in force on a day in a region and above it, by region and rank; one per region and rank, the latest. */
  async list(viewer: Viewer, regionCode: string, on: LocalDate): Promise<VisitCadence[]> {
    assertCan(viewer, 'pairing:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select distinct on (c.region_code, c.helper_rank) ${cadences.columns} from visit_cadence c
       where c.valid_from <= $2 and c.region_code = any (array[$1, left($1, 4) || '00', left($1, 2) || '0000'])
       order by c.region_code, c.helper_rank, c.valid_from desc`,
      [regionCode, on],
    );
    return rows.map(cadences.map);
  }

  /**
   * One rule.
   *
   * @throws NotFoundError when it is unknown.
   */
  async get(viewer: Viewer, id: string): Promise<VisitCadence> {
    assertCan(viewer, 'pairing:read');
    const sql = `select ${cadences.columns} from visit_cadence c where c.id = $1`;
    const [row] = await this.db.query<Record<string, unknown>[]>(sql, [id]);
    if (!row) throw new NotFoundError('VisitCadence', id);
    return cadences.map(row);
  }
}
