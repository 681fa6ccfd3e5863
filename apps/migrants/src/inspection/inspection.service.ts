import { assertCan, scopePatterns } from '@nuan/auth';
import { alignMany, type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { Inspection } from './inspection.entity';
import { inspectionList } from './inspection.list';
import { InspectionFinding } from './inspection-finding.entity';

/** Reads inspections (专项督查) and what they found. */
export class InspectionService extends RegionalReader<Inspection> {
  constructor(db: DataSource) {
    super(db, { entity: Inspection, action: 'inspection:read', list: inspectionList, alias: 'i' });
  }

  /** The findings of each inspection in one statement, oldest first; index-aligned, empty when nothing was found. */
  readonly loadFindings: Batch<string, readonly InspectionFinding[]> = async (viewer, inspectionIds) => {
    assertCan(viewer, 'inspection:read');
    const rows = await this.db.query<object[]>(
      `select f.id, f.inspection_id as "inspectionId", f.enterprise_id as "enterpriseId", f.summary, f.state,
         f.found_on as "foundOn", f.deadline_on as "deadlineOn", f.rectified_on as "rectifiedOn"
       from inspection_finding f join inspection i on i.id = f.inspection_id
       where f.inspection_id = any($1::uuid[]) and i.region_code like any($2::text[]) order by f.found_on, f.id`,
      [inspectionIds, scopePatterns(viewer)],
    );
    const findings = rows.map((row) => Object.assign(new InspectionFinding(), row));
    return alignMany(inspectionIds, findings, (finding) => finding.inspectionId);
  };
}
