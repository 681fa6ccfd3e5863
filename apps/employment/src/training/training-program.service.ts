import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { alignMany, alignOne, type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { TrainingProgram } from './training-program.entity';
import { trainingProgramList } from './training-program.list';
import { TrainingSession } from './training-session.entity';

const SESSION = rowMapping(TrainingSession, 's');

/** Reads training programmes (培训项目) and their sessions. */
export class TrainingProgramService extends RegionalReader<TrainingProgram> {
  constructor(db: DataSource) {
    super(db, {
      entity: TrainingProgram,
      alias: 't',
      action: 'training:read',
      list: trainingProgramList,
    });
  }

  /** Distinct persons who completed each programme, in one statement; index-aligned. */
  readonly loadTrained: Batch<string, number> = async (viewer, programIds) => {
    assertCan(viewer, 'training:read');
    const rows = await this.db.query<{ programId: string; persons: number }[]>(
      `select s.program_id as "programId", count(distinct n.person_id)::int as persons
       from training_session s join enrollment n on n.session_id = s.id
       where s.program_id = any($1::uuid[]) and n.state = 'COMPLETED' and n.region_code like any($2::text[])
       group by s.program_id`,
      [programIds, scopePatterns(viewer)],
    );
    return alignOne(programIds, rows, (row) => row.programId).map((row) => row?.persons ?? 0);
  };

  /** The sessions of each programme, earliest first, in one statement; index-aligned. */
  readonly loadSessions: Batch<string, readonly TrainingSession[]> = async (viewer, programIds) => {
    assertCan(viewer, 'training:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${SESSION.columns} from training_session s
       where s.program_id = any($1::uuid[]) and s.region_code like any($2::text[]) order by s.starts_on, s.id`,
      [programIds, scopePatterns(viewer)],
    );
    return alignMany(programIds, rows.map(SESSION.map), (session) => session.programId);
  };

  /** Sessions by id in one statement; index-aligned, null for one that is unknown or outside the viewer's regions. */
  readonly loadSession: Batch<string, TrainingSession | null> = async (viewer, ids) => {
    assertCan(viewer, 'training:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${SESSION.columns} from training_session s where s.id = any($1::uuid[]) and s.region_code like any($2::text[])`,
      [ids, scopePatterns(viewer)],
    );
    return alignOne(ids, rows.map(SESSION.map), (session) => session.id);
  };

  /**
   * One session.
   *
   * @throws NotFoundError when it is unknown or outside the viewer's regions.
   */
  async getSession(viewer: Viewer, id: string): Promise<TrainingSession> {
    const [session] = await this.loadSession(viewer, [id], undefined);
    if (!session) throw new NotFoundError('TrainingSession', id);
    return session;
  }
}
