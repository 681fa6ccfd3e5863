import { alignMany, type Batch, type NestedPage, NestedReader, type NestedRequest } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { Enrollment } from './enrollment.entity';
import { enrollmentList } from './enrollment.list';

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
}
