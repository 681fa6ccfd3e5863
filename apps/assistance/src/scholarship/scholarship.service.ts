import { assertCan, type Viewer } from '@nuan/auth';
import { readRollups } from '@nuan/database';
import type { Batch, Connection, ListRequest } from '@nuan/federation';
import { StudyLevel } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { alignMany, alignOne } from '../batch-alignment';
import { likePatterns, scopeCodes } from '../viewer-scope';
import { ScholarshipGrant } from './scholarship-grant.entity';
import { ScholarshipsByLevel, ScholarshipStats } from './scholarship-stats';
import { scholarshipList } from './scholarship.list';

const GRANT_COLUMNS = `s.id, s.student_id as "studentId", s.household_id as "householdId", s.academic_year as "academicYear",
  s.region_code as "regionCode", s.level, s.is_migrant as "isMigrant", s.amount_fen as amount, s.disbursement_id as "disbursementId",
  s.granted_on as "grantedOn"`;

const toGrant = (row: Record<string, unknown>): ScholarshipGrant =>
  Object.assign(new ScholarshipGrant(), row, { amount: BigInt(String(row['amount'])) });

/** What scholarships are asked for beside the filter. */
export interface ScholarshipRequest extends ListRequest {
  /** Academic year. */
  readonly year?: number | undefined;
}

/** Reads autumn scholarships (金秋助学), within the viewer's regions. */
export class ScholarshipService {
  constructor(private readonly db: DataSource) {}

  /** Scholarships by id in one statement; index-aligned, null for an id that is unknown or outside the viewer's regions. */
  readonly loadMany: Batch<string, ScholarshipGrant | null> = async (viewer, ids) => {
    const grants = await this.select(viewer, 's.id = any($1::uuid[])', ids);
    return alignOne(ids, grants, (grant) => grant.id);
  };

  /** All scholarships of each student, the latest first, in one statement; index-aligned. At most one per year, so few. */
  readonly loadByStudent: Batch<string, readonly ScholarshipGrant[]> = async (viewer, studentIds) => {
    const grants = await this.select(viewer, 's.student_id = any($1::uuid[])', studentIds);
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

  /** A page of scholarships. */
  async list(viewer: Viewer, { year, where, ...request }: ScholarshipRequest): Promise<Connection<ScholarshipGrant>> {
    assertCan(viewer, 'scholarship:read');
    const and = [where ?? {}, year === undefined ? {} : { academicYear: { eq: year } }];
    return scholarshipList.page(
      this.db,
      viewer,
      { ...request, where: { and } },
      { select: GRANT_COLUMNS, map: toGrant },
    );
  }

  private async select(viewer: Viewer, condition: string, keys: readonly string[]): Promise<ScholarshipGrant[]> {
    assertCan(viewer, 'scholarship:read');
    const sql = `select ${GRANT_COLUMNS} from scholarship_grant s where ${condition} and s.region_code like any($2::text[])
      order by s.academic_year desc, s.id`;
    return (await this.db.query<Record<string, unknown>[]>(sql, [keys, likePatterns(viewer)])).map(toGrant);
  }
}
