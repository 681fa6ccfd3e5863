import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { alignMany, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { EmploymentPayment } from './employment-payment.entity';

const PAYMENT = rowMapping(EmploymentPayment, 'y');

/** Reads the money spent on employment (就业创业资金支出), each posting under what it paid for. */
export class EmploymentPaymentService {
  constructor(private readonly db: DataSource) {}

  /** The postings of each training programme, earliest first, in one statement; index-aligned. */
  readonly loadByProgram: Batch<string, readonly EmploymentPayment[]> = async (viewer, programIds) => {
    assertCan(viewer, 'training:read');
    const rows = await this.select(viewer, 'y.training_program_id = any($1::uuid[])', programIds);
    return alignMany(programIds, rows, (row) => row.trainingProgramId ?? '');
  };

  /** The postings of each start-up project, earliest first, in one statement; index-aligned. */
  readonly loadByProject: Batch<string, readonly EmploymentPayment[]> = async (viewer, projectIds) => {
    assertCan(viewer, 'startup:read');
    const rows = await this.select(viewer, 'y.startup_project_id = any($1::uuid[])', projectIds);
    return alignMany(projectIds, rows, (row) => row.startupProjectId ?? '');
  };

  /** The postings of each pilot, as far as the viewer covers its cities, earliest first, in one statement; index-aligned. */
  readonly loadByPilot: Batch<string, readonly EmploymentPayment[]> = async (viewer, pilotIds) => {
    assertCan(viewer, 'pilot:read');
    const rows = await this.select(viewer, 'y.pilot_id = any($1::uuid[])', pilotIds);
    return alignMany(pilotIds, rows, (row) => row.pilotId ?? '');
  };

  /**
   * The posting that reverses another.
   *
   * @throws NotFoundError when it isn't of the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<EmploymentPayment> {
    const [row] = await this.select(viewer, 'y.id = any($1::uuid[])', [id]);
    if (!row) throw new NotFoundError('EmploymentPayment', id);
    return row;
  }

  private async select(viewer: Viewer, condition: string, keys: readonly string[]): Promise<EmploymentPayment[]> {
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${PAYMENT.columns} from employment_payment y
       where ${condition} and y.region_code like any($2::text[]) order by y.paid_on, y.id`,
      [keys, scopePatterns(viewer)],
    );
    return rows.map(PAYMENT.map);
  }
}
