import { assertCan, can, scopePatterns, type Viewer, writePatterns } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { alignMany, type Batch, type NestedPage, NestedReader, type NestedRequest } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { Attendance } from './attendance.entity';
import { Enrollment } from './enrollment.entity';
import { enrollmentList } from './enrollment.list';

const ATTENDANCE = rowMapping(Attendance, 'd');

/** Reads participations in training (参训记录). */
export class EnrollmentService extends NestedReader<Enrollment> {
  constructor(db: DataSource) {
    super(db, {
      entity: Enrollment,
      alias: 'n',
      action: 'training:read',
      list: enrollmentList,
    });
  }

  /** All trainings of each person, latest first, in one statement; index-aligned. */
  readonly loadByPerson: Batch<string, readonly Enrollment[]> = async (viewer, personIds) => {
    const rows = await this.select(
      viewer,
      'n.person_id = any($1::uuid[])',
      personIds,
      'order by n.enrolled_on desc, n.id',
    );
    return alignMany(personIds, rows, (row) => row.personId);
  };

  /** A page of those in each session, by application, in one statement; index-aligned. */
  readonly loadSessionPages: Batch<string, NestedPage<Enrollment>, NestedRequest> = (viewer, sessionIds, request) =>
    this.selectPages(viewer, sessionIds, { parent: 'session_id', order: 'enrolled_on', orderType: 'date' }, request);

  /** How many are in each session, in one statement; index-aligned. */
  readonly countBySession: Batch<string, number> = (viewer, sessionIds) =>
    this.countUnder(viewer, sessionIds, 'session_id');

  /** The days that each person attended, in order, in one statement; index-aligned. */
  readonly loadAttendance: Batch<string, readonly Attendance[]> = async (viewer, enrollmentIds) => {
    assertReadsOrWrites(viewer);
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${ATTENDANCE.columns} from attendance d join enrollment n on n.id = d.enrollment_id
       where d.enrollment_id = any($1::uuid[]) and n.region_code like any($2::text[]) order by d.attended_on`,
      [enrollmentIds, [...scopePatterns(viewer), ...writePatterns(viewer)]],
    );
    return alignMany(enrollmentIds, rows.map(ATTENDANCE.map), (row) => row.enrollmentId);
  };
}

function assertReadsOrWrites(viewer: Viewer): void {
  if (!can(viewer, 'training:write')) assertCan(viewer, 'training:read');
}
