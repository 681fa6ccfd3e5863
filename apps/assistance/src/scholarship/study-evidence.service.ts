import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { alignMany, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { StudyEvidence } from './study-evidence.entity';

const mapping = rowMapping(StudyEvidence, 'e');

/** Reads evidence of schooling (助学凭证), within the viewer's regions. */
export class StudyEvidenceService {
  constructor(private readonly db: DataSource) {}

  /** The evidence of each student, the latest year first, in one statement; index-aligned. */
  readonly loadByStudent: Batch<string, readonly StudyEvidence[]> = async (viewer, studentIds) => {
    const found = await this.select(viewer, 'e.student_id = any($2::uuid[])', studentIds);
    return alignMany(studentIds, found, (evidence) => evidence.studentId);
  };

  /**
   * One piece of evidence.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<StudyEvidence> {
    const [evidence] = await this.select(viewer, 'e.id = any($2::uuid[])', [id]);
    if (!evidence) throw new NotFoundError('StudyEvidence', id);
    return evidence;
  }

  private async select(viewer: Viewer, condition: string, ids: readonly string[]): Promise<StudyEvidence[]> {
    assertCan(viewer, 'scholarship:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${mapping.columns} from study_evidence e where e.region_code like any($1::text[]) and ${condition}
       order by e.academic_year desc, e.recorded_at desc, e.id`,
      [scopePatterns(viewer), ids],
    );
    return rows.map(mapping.map);
  }
}
