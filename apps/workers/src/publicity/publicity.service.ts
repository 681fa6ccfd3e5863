import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { alignMany, alignOne, type Batch } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { Objection } from './objection.entity';
import { PublicityNotice } from './publicity-notice.entity';

const notices = rowMapping(PublicityNotice, 'n');
const objections = rowMapping(Objection, 'o');

/** Reads public notices (公示) of applications and exits that the viewer already sees. */
export class PublicityService {
  constructor(private readonly db: DataSource) {}

  /**
   * One notice.
   *
   * @throws NotFoundError when it is unknown, or its matter lies outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<PublicityNotice> {
    assertCan(viewer, 'filing:read');
    const sql = `select ${notices.columns} from publicity_notice n
      left join filing_application f on f.id = n.application_id left join exit_review x on x.id = n.exit_review_id
      where n.id = $1 and coalesce(f.region_code, x.region_code) like any($2::text[])`;
    const [row] = isUuid(id) ? await this.db.query<Record<string, unknown>[]>(sql, [id, scopePatterns(viewer)]) : [];
    if (!row) throw new NotFoundError('PublicityNotice', id);
    return notices.map(row);
  }

  /** The latest notice of each application in one statement; index-aligned, null before one was put up. */
  readonly loadOfApplications: Batch<string, PublicityNotice | null> = async (viewer, ids) =>
    alignOne(ids, await this.latest(viewer, 'application_id', ids), ({ applicationId }) => applicationId ?? '');

  /** The latest notice of each exit review in one statement; index-aligned, null before one was put up. */
  readonly loadOfExitReviews: Batch<string, PublicityNotice | null> = async (viewer, ids) =>
    alignOne(ids, await this.latest(viewer, 'exit_review_id', ids), ({ exitReviewId }) => exitReviewId ?? '');

  /** The objections to each notice in one statement, oldest first; index-aligned. */
  readonly loadObjections: Batch<string, readonly Objection[]> = async (viewer, noticeIds) => {
    assertCan(viewer, 'filing:read');
    const sql = `select ${objections.columns} from objection o where o.notice_id = any($1::uuid[]) order by o.raised_at, o.id`;
    const found = await this.db.query<Record<string, unknown>[]>(sql, [noticeIds]);
    return alignMany(noticeIds, found.map(objections.map), ({ noticeId }) => noticeId);
  };

  private async latest(
    viewer: Viewer,
    subject: 'application_id' | 'exit_review_id',
    ids: readonly string[],
  ): Promise<PublicityNotice[]> {
    assertCan(viewer, 'filing:read');
    const sql = `select distinct on (n.${subject}) ${notices.columns} from publicity_notice n
      where n.${subject} = any($1::uuid[]) order by n.${subject}, n.posted_on desc, n.id desc`;
    return (await this.db.query<Record<string, unknown>[]>(sql, [ids])).map(notices.map);
  }
}
