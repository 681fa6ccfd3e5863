import { assertCan, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { alignMany, alignOne, type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { Consent } from './consent.entity';
import { DataCheck } from './data-check.entity';
import { Decision } from './decision.entity';
import { FilingApplication } from './filing-application.entity';
import { filingApplicationList } from './filing-application.list';
import { HouseholdVisit } from './household-visit.entity';

const consents = rowMapping(Consent, 'c');
const checks = rowMapping(DataCheck, 'c');
const visits = rowMapping(HouseholdVisit, 'v');
const decisions = rowMapping(Decision, 'd');

type Row = Record<string, unknown>;

/** Reads applications to be filed (建档申请) within the viewer's regions, with their consents, checks, visits and decisions. */
export class FilingService extends RegionalReader<FilingApplication> {
  constructor(db: DataSource) {
    super(db, { entity: FilingApplication, action: 'filing:read', list: filingApplicationList, alias: 'f' });
  }

  /** The application that led to each file in one statement; index-aligned, null for a file that came otherwise. */
  readonly loadByHousehold: Batch<string, FilingApplication | null> = async (viewer, householdIds) =>
    alignOne(
      householdIds,
      await this.select(viewer, 'f.household_id = any($1::uuid[])', householdIds),
      ({ householdId }) => householdId ?? '',
    );

  /** Consents by id in one statement, for applications that the viewer already sees; index-aligned. */
  readonly loadConsents: Batch<string, Consent | null> = async (viewer, ids) => {
    const found = await this.related(
      viewer,
      `select ${consents.columns} from consent c where c.id = any($1::uuid[])`,
      ids,
    );
    return alignOne(ids, found.map(consents.map), ({ id }) => id);
  };

  /** The checks of each application in one statement, oldest first; index-aligned. */
  readonly loadChecks: Batch<string, readonly DataCheck[]> = async (viewer, ids) => {
    const sql = `select ${checks.columns} from data_check c where c.application_id = any($1::uuid[]) order by c.checked_at, c.id`;
    return alignMany(ids, (await this.related(viewer, sql, ids)).map(checks.map), ({ applicationId }) => applicationId);
  };

  /** The latest visit of each application in one statement; index-aligned, null before the first. */
  readonly loadVisit: Batch<string, HouseholdVisit | null> = async (viewer, ids) => {
    const sql = `select distinct on (v.application_id) ${visits.columns} from household_visit v
      where v.application_id = any($1::uuid[]) order by v.application_id, v.visited_at desc, v.id desc`;
    return alignOne(ids, (await this.related(viewer, sql, ids)).map(visits.map), ({ applicationId }) => applicationId);
  };

  /** The decisions on each application in one statement, oldest first; index-aligned. */
  readonly loadDecisions: Batch<string, readonly Decision[]> = async (viewer, ids) => {
    const sql = `select ${decisions.columns} from decision d where d.application_id = any($1::uuid[]) order by d.decided_at, d.id`;
    return alignMany(
      ids,
      (await this.related(viewer, sql, ids)).map(decisions.map),
      ({ applicationId }) => applicationId ?? '',
    );
  };

  /** What belongs to applications that the viewer already sees. */
  private related(viewer: Viewer, sql: string, keys: readonly string[]): Promise<Row[]> {
    assertCan(viewer, 'filing:read');
    return this.db.query<Row[]>(sql, [keys]);
  }
}
