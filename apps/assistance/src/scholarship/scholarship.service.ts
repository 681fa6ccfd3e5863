import { assertCan, scopeCodes, type Viewer } from '@nuan/auth';
import { type Disclosure, SummedFigures } from '@nuan/disclosure';
import { alignMany, allOf, type Batch, type Connection, type ListRequest, RegionalReader } from '@nuan/federation';
import { StudyLevel } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { ScholarshipGrant } from './scholarship-grant.entity';
import { ScholarshipsByLevel, ScholarshipStats } from './scholarship-stats';
import { scholarshipList } from './scholarship.list';

/** What scholarships are asked for beside the filter. */
export interface ScholarshipRequest extends ListRequest {
  /** Academic year. */
  readonly year?: number | undefined;
}

/** Reads autumn scholarships (金秋助学), within the viewer's regions. */
export class ScholarshipService extends RegionalReader<ScholarshipGrant> {
  constructor(
    db: DataSource,
    private readonly disclosure: Disclosure,
  ) {
    super(db, { entity: ScholarshipGrant, action: 'scholarship:read', list: scholarshipList, alias: 's' });
  }

  /** All scholarships of each student, the latest first, in one statement; index-aligned. At most one per year, so few. */
  readonly loadByStudent: Batch<string, readonly ScholarshipGrant[]> = async (viewer, studentIds) => {
    const order = 'order by s.academic_year desc, s.id';
    const grants = await this.select(viewer, 's.student_id = any($1::uuid[])', studentIds, order);
    return alignMany(studentIds, grants, (grant) => grant.studentId);
  };

  /** Scholarships of an academic year in sum, from rollups. */
  async stats(viewer: Viewer, year: number): Promise<ScholarshipStats> {
    assertCan(viewer, 'region:aggregate');
    const regionCodes = scopeCodes(viewer);
    const metrics = ['scholarship.level', 'scholarship.migrant'];
    const read = await this.disclosure.read(viewer, { metrics, regionCodes, year });
    const figures = new SummedFigures(regionCodes.map(read.figures));
    const total = figures.count({ metric: 'scholarship.level', year });
    const migrant = figures.count({ metric: 'scholarship.migrant', year });
    const byLevel = Object.values(StudyLevel).flatMap((level) => {
      const of = { metric: 'scholarship.level', keys: [level], year };
      const [count, amount] = [figures.count(of), figures.amountFen(of)];
      return count === 0 ? [] : [Object.assign(new ScholarshipsByLevel(), { level, count, amount })];
    });
    return Object.assign(new ScholarshipStats(), {
      total,
      migrant,
      share: total === null || migrant === null || total === 0 ? null : migrant / total,
      byLevel,
      suppressed: figures.suppressed,
    });
  }

  /** A page of scholarships; `year` narrows it beside the filter. */
  override async list(
    viewer: Viewer,
    { year, where, ...request }: ScholarshipRequest,
  ): Promise<Connection<ScholarshipGrant>> {
    const narrowed = allOf(where, typeof year === 'number' && { academicYear: { eq: year } });
    return super.list(viewer, { ...request, where: narrowed });
  }
}
