import { assertCan, type Viewer, writePatterns } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { Connection, ListRequest } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { findingList } from './finding.list';
import { InspectionFinding } from './inspection-finding.entity';

const findings = rowMapping(InspectionFinding, 'f');

/** Reads findings (督查发现问题) across inspections; a finding lies in the region of its inspection. */
export class FindingService {
  constructor(private readonly db: DataSource) {}

  /** A page of findings within the viewer's regions. */
  async list(viewer: Viewer, request: ListRequest): Promise<Connection<InspectionFinding>> {
    assertCan(viewer, 'inspection:read');
    return findingList.page(this.db, viewer, request, { select: findings.columns, map: findings.map });
  }

  /**
   * What came of an act of this viewer.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's write regions.
   */
  async written(viewer: Viewer, id: string): Promise<InspectionFinding> {
    const [row] = await this.db.query<Record<string, unknown>[]>(
      `select ${findings.columns} from inspection_finding f join inspection i on i.id = f.inspection_id
       where f.id = $1 and i.region_code like any($2::text[])`,
      [id, writePatterns(viewer)],
    );
    if (!row) throw new NotFoundError('Finding', id);
    return findings.map(row);
  }
}
