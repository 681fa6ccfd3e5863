import { assertCan, scopeCodes, type Viewer } from '@nuan/auth';
import { readRollups } from '@nuan/database';
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
  constructor(db: DataSource) {
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
    const rollups = await readRollups(this.db, {
      metrics: ['scholarship.level', 'scholarship.migrant'],
      regionCodes: scopeCodes(viewer),
      year,
    });
    const cells = [...rollups.values()].flat();
    const sum = (metric: string): number =>
      cells.filter((cell) => cell.metric === metric).reduce((total, cell) => total + cell.n, 0);
    const [total, migrant] = [sum('scholarship.level'), sum('scholarship.migrant')];
    const byLevel = Object.values(StudyLevel).flatMap((level) => {
      const ofLevel = cells.filter((cell) => cell.metric === 'scholarship.level' && cell.key === level);
      const count = ofLevel.reduce((students, cell) => students + cell.n, 0);
      const amount = ofLevel.reduce((fen, cell) => fen + cell.amountFen, 0n);
      return count === 0 ? [] : [Object.assign(new ScholarshipsByLevel(), { level, count, amount })];
    });
    return Object.assign(new ScholarshipStats(), {
      total,
      migrant,
      share: total === 0 ? null : migrant / total,
      byLevel,
      suppressed: false,
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
