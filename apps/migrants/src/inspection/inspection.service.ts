import { assertCan, scopePatterns } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { alignMany, type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { Inspection } from './inspection.entity';
import { inspectionList } from './inspection.list';
import { InspectionFinding } from './inspection-finding.entity';

const findings = rowMapping(InspectionFinding, 'f');

/** Reads inspections (专项督查) and what they found. */
export class InspectionService extends RegionalReader<Inspection> {
  constructor(db: DataSource) {
    super(db, { entity: Inspection, action: 'inspection:read', list: inspectionList, alias: 'i' });
  }

  /** The findings of each inspection in one statement, oldest first; index-aligned, empty when nothing was found. */
  readonly loadFindings: Batch<string, readonly InspectionFinding[]> = async (viewer, inspectionIds) => {
    assertCan(viewer, 'inspection:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${findings.columns} from inspection_finding f join inspection i on i.id = f.inspection_id
       where f.inspection_id = any($1::uuid[]) and i.region_code like any($2::text[]) order by f.found_on, f.id`,
      [inspectionIds, scopePatterns(viewer)],
    );
    return alignMany(inspectionIds, rows.map(findings.map), (finding) => finding.inspectionId);
  };
}
