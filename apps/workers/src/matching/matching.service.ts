import { assertCan, can, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping, type SqlParams } from '@nuan/database';
import { ForbiddenError, NotFoundError } from '@nuan/errors';
import { alignMany, alignOne, type Batch, type Connection, type ListRequest } from '@nuan/federation';
import { departmentOf, type JobProgress, loadProgress } from '@nuan/facts';
import { problemPage, type ReportedProblem, Upload } from '@nuan/intake';
import { type Clock, isUuid, today, yearOf } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { CheckResult } from '../filing/check-source';
import { DataCheck } from '../filing/data-check.entity';
import { isChildSql, NO_CONSENT } from '../filing/consent-record';
import { SkippedMember } from './skipped-member';
import { HouseholdMatch } from './household-match.entity';
import { MatchingList } from './matching-list.entity';
import { matchingListList } from './matching-list.list';
import { MatchedEntry, MatchedEntryPage } from './matched-entry';

const lists = rowMapping(MatchingList, 'l');
const checks = rowMapping(DataCheck, 'd');
const matches = rowMapping(HouseholdMatch, 'm');
const uploads = rowMapping(Upload, 'u');

type Row = Record<string, unknown>;

/**
 * Reads lists and what came of them: a partner department those of its own, officers those that cover their regions, and neither
 * a person of a list.
 */
export class MatchingService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** A page of lists. */
  async list(viewer: Viewer, request: ListRequest): Promise<Connection<MatchingList>> {
    assertCan(viewer, 'match:read');
    return matchingListList.page(this.db, viewer, request, {
      select: lists.columns,
      map: lists.map,
      where:
        viewer.role === 'partner' ? [(params: SqlParams) => `l.department = ${params.add(departmentOf(viewer))}`] : [],
    });
  }

  /**
   * One list.
   *
   * @throws NotFoundError when it is unknown, of another department, or outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<MatchingList> {
    if (!can(viewer, 'match:submit')) assertCan(viewer, 'match:read');
    const isOwn = viewer.role === 'partner';
    const [row] = isUuid(id)
      ? await this.db.query<Row[]>(
          `select ${lists.columns} from matching_list l where l.id = $1 and l.region_code like any($2::text[])
             and (not $3 or l.department = $4)`,
          [id, scopePatterns(viewer), isOwn, departmentOf(viewer)],
        )
      : [];
    if (!row) throw new NotFoundError('MatchingList', id);
    return lists.map(row);
  }

  /**
   * Which rows of a department's own list met somebody of an application or file: line numbers and nothing else.
   *
   * @throws ForbiddenError for anyone but the department.
   */
  async entries(viewer: Viewer, list: MatchingList, afterLine: number, first: number): Promise<MatchedEntryPage> {
    if (viewer.role !== 'partner' || departmentOf(viewer) !== list.department)
      throw new ForbiddenError('match:read', 'Only the department that handed a list in sees which of its rows met.');
    const rows = await this.db.query<{ line: number; is_match: boolean | null }[]>(
      `select line, is_match from matching_entry where list_id = $1 and line > $2 and is_match is not null order by line limit $3`,
      [list.id, afterLine, first + 1],
    );
    const entries = rows
      .slice(0, first)
      .map(
        ({ line, is_match }) => new MatchedEntry(line, is_match === true ? CheckResult.MATCH : CheckResult.NO_MATCH),
      );
    return new MatchedEntryPage(entries, rows.length > first ? (entries.at(-1)?.line ?? null) : null);
  }

  /** A page of what was wrong with the rows of a list, for who sees the list. */
  problems(viewer: Viewer, list: MatchingList, request: ListRequest): Promise<Connection<ReportedProblem>> {
    return problemPage(this.db, viewer, list.id, request);
  }

  /** Uploads by id in one statement, for lists and imports that the viewer already sees; index-aligned. */
  readonly loadUploads: Batch<string, Upload | null> = async (_viewer, ids) => {
    const rows = await this.db.query<Row[]>(`select ${uploads.columns} from upload u where u.id = any($1::uuid[])`, [
      ids,
    ]);
    return alignOne(ids, rows.map(uploads.map), ({ id }) => id);
  };

  /** How far each list or import is, for those that the viewer already sees; index-aligned. */
  readonly loadProgress: Batch<string, JobProgress | null> = (_viewer, ids) => loadProgress(this.db, ids);

  /** What lists say of each household, newest first, in one statement; index-aligned. */
  readonly loadMatches: Batch<string, readonly HouseholdMatch[]> = async (viewer, householdIds) => {
    assertCan(viewer, 'match:read');
    const rows = await this.db.query<Row[]>(
      `select ${matches.columns} from household_match m
       where m.household_id = any($1::uuid[]) and m.region_code like any($2::text[]) order by m.found_at desc, m.id desc`,
      [householdIds, scopePatterns(viewer)],
    );
    return alignMany(householdIds, rows.map(matches.map), ({ householdId }) => householdId);
  };

  /** The members of each household whom no list is held against for want of a consent, in one statement; index-aligned. */
  readonly loadSkipped: Batch<string, readonly SkippedMember[]> = async (viewer, householdIds) => {
    assertCan(viewer, 'match:read');
    const rows = await this.db.query<{ householdId: string; id: string }[]>(
      `select w.household_id as "householdId", w.id from worker w
       where w.household_id = any($1::uuid[]) and w.region_code like any($2::text[]) and ${NO_CONSENT}
         and (w.member_since_on is not null or ${isChildSql('$3')}) order by w.id`,
      [householdIds, scopePatterns(viewer), yearOf(today(this.clock))],
    );
    return alignMany(householdIds, rows, ({ householdId }) => householdId).map((members) =>
      members.map(({ id }) => new SkippedMember(id)),
    );
  };

  /** A match that the viewer has just settled. */
  async getMatch(viewer: Viewer, id: string): Promise<HouseholdMatch> {
    assertCan(viewer, 'filing:review');
    const [row] = await this.db.query<Row[]>(
      `select ${matches.columns} from household_match m where m.id = $1 and m.region_code like any($2::text[])`,
      [id, scopePatterns(viewer)],
    );
    if (!row) throw new NotFoundError('HouseholdMatch', id);
    return matches.map(row);
  }

  /** A check that the viewer has just settled. */
  async getCheck(viewer: Viewer, id: string): Promise<DataCheck> {
    assertCan(viewer, 'filing:review');
    const [row] = await this.db.query<Row[]>(
      `select ${checks.columns} from data_check d join filing_application a on a.id = d.application_id
       where d.id = $1 and a.region_code like any($2::text[])`,
      [id, scopePatterns(viewer)],
    );
    if (!row) throw new NotFoundError('DataCheck', id);
    return checks.map(row);
  }
}
