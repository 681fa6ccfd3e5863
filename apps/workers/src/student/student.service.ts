import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { alignOne, type Batch } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { Student } from './student.entity';

const rows = rowMapping(Student, 's');

/** Reads students (在读子女); a student is where its parent's household is. */
export class StudentService {
  constructor(private readonly db: DataSource) {}

  /** Students by id in one statement; index-aligned, null for an id that is unknown or outside the viewer's regions. */
  readonly loadMany: Batch<string, Student | null> = async (viewer, ids) =>
    alignOne(ids, await this.select(viewer, 's.id = any($1::uuid[])', ids), ({ id }) => id);

  /** The schooling of each person in one statement; index-aligned, null for who is not in education. */
  readonly loadByPerson: Batch<string, Student | null> = async (viewer, personIds) =>
    alignOne(
      personIds,
      await this.select(viewer, 's.worker_id = any($1::uuid[]) and s.ended_on is null', personIds),
      ({ personId }) => personId,
    );

  /**
   * One student.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<Student> {
    const [student] = isUuid(id) ? await this.select(viewer, 's.id = any($1::uuid[])', [id]) : [];
    if (!student) throw new NotFoundError('Student', id);
    return student;
  }

  private async select(viewer: Viewer, condition: string, keys: readonly string[]): Promise<Student[]> {
    assertCan(viewer, 'worker:read');
    const sql = `select ${rows.columns} from student s join household h on h.id = s.household_id
      where ${condition} and h.region_code like any($2::text[])`;
    return (await this.db.query<Record<string, unknown>[]>(sql, [keys, scopePatterns(viewer)])).map(rows.map);
  }
}
