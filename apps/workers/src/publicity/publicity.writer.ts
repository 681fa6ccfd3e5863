import { writePatterns } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { CalendarError, isUuid, localDateOf, newId } from '@nuan/kernel';

import { noticeDaysOn } from '../filing/local-rules';
import { Objection } from './objection.entity';
import { DEFAULT_NOTICE_WORKING_DAYS, earliestEndOn, type Interruption } from './publicity-clock';
import { ObjectionState, type PublicityKind, PublicityOutcome } from './publicity-kind';
import { PublicityNotice } from './publicity-notice.entity';

/** What a notice is about: an application (FILING) or an exit review (EXIT), by id, in its region. */
export interface NoticeSubject {
  readonly kind: PublicityKind;
  readonly id: string;
  readonly regionCode: string;
}

/** How an objection was resolved. */
export type ObjectionVerdict = ObjectionState.DISMISSED | ObjectionState.UPHELD;

const notices = rowMapping(PublicityNotice, 'n');
const objections = rowMapping(Objection, 'o');

const SUBJECT = {
  FILING: { column: 'application_id', table: 'filing_application' },
  EXIT: { column: 'exit_review_id', table: 'exit_review' },
} as const;

/**
 * Keeps public notices (公示) of filings and exits, within the act of whoever moves their subject: puts them up, takes objections
 * down and resolves them, closes them when their working days are over. Moving the subject is its own writer's matter.
 */
export class PublicityWriter {
  /**
   * Puts a notice up today, for as many full working days as the region asks; refuses while another one of the subject stands.
   *
   * @returns the notice's id.
   */
  async post(tx: ActTransaction, subject: NoticeSubject, place: string): Promise<string> {
    if (await this.standing(tx, subject))
      tx.refuse(new RuleBroken('NOTICE_STANDING', 'id', 'A notice of this matter stands already.'));
    const days = (await noticeDaysOn(tx, subject.kind, subject.regionCode, tx.today)) ?? DEFAULT_NOTICE_WORKING_DAYS;
    const endOn = this.endOn(tx, tx.today, days, []);
    const id = newId();
    await tx.query(
      `insert into publicity_notice (id, kind, ${SUBJECT[subject.kind].column}, place, posted_on, min_working_days, earliest_end_on)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, subject.kind, subject.id, place, tx.today, days, endOn],
    );
    tx.about('PublicityNotice', id);
    tx.note({ postedOn: tx.today, minWorkingDays: days, earliestEndOn: endOn });
    return id;
  }

  /** The notice of a subject that stands now; null when none does. */
  async standing(
    tx: ActTransaction,
    { kind, id }: Pick<NoticeSubject, 'kind' | 'id'>,
  ): Promise<PublicityNotice | null> {
    const [row] = await tx.query<Record<string, unknown>[]>(
      `select ${notices.columns} from publicity_notice n where n.${SUBJECT[kind].column} = $1 and n.closed_on is null for update`,
      [id],
    );
    return row ? notices.map(row) : null;
  }

  /**
   * The notice by its id, its subject's row locked, within the regions in which the viewer writes.
   *
   * @throws NotFoundError otherwise.
   */
  async lockNotice(tx: ActTransaction, noticeId: string): Promise<{ notice: PublicityNotice; subject: NoticeSubject }> {
    const row = isUuid(noticeId) ? await this.noticeById(tx, noticeId) : undefined;
    if (!row) throw new NotFoundError('PublicityNotice', noticeId);
    const { table } = SUBJECT[row.kind];
    const id = row.applicationId ?? row.exitReviewId ?? '';
    const [owner] = await tx.query<{ region_code: string }[]>(
      `select region_code from ${table} where id = $1 and region_code like any($2::text[]) for update`,
      [id, writePatterns(tx.viewer)],
    );
    const notice = owner && (await this.noticeById(tx, noticeId));
    if (!owner || !notice) throw new NotFoundError('PublicityNotice', noticeId);
    tx.about('PublicityNotice', noticeId);
    tx.within(owner.region_code);
    return { notice, subject: { kind: row.kind, id, regionCode: owner.region_code } };
  }

  /** The objection by its id, with its notice, the subject's row locked; as {@link lockNotice}. */
  async lockObjection(
    tx: ActTransaction,
    objectionId: string,
  ): Promise<{ objection: Objection; notice: PublicityNotice; subject: NoticeSubject }> {
    const find = async (): Promise<Objection | null> => {
      const [row] = await tx.query<Record<string, unknown>[]>(
        `select ${objections.columns} from objection o where o.id = $1`,
        [objectionId],
      );
      return row ? objections.map(row) : null;
    };
    const found = isUuid(objectionId) ? await find() : null;
    if (!found) throw new NotFoundError('Objection', objectionId);
    const locked = await this.lockNotice(tx, found.noticeId);
    const objection = (await find()) ?? found;
    tx.about('Objection', objectionId);
    return { objection, ...locked };
  }

  /** Takes an objection down; the notice's clock stands still from today. Who raised it is not kept. */
  async raise(tx: ActTransaction, notice: PublicityNotice, content: string): Promise<string> {
    if (notice.closedOn !== null)
      tx.refuse(new RuleBroken('NOTICE_CLOSED', 'noticeId', 'The notice is closed: objections come while it stands.'));
    const id = newId();
    await tx.query(
      `insert into objection (id, notice_id, raised_at, content, state, raised_with) values ($1, $2, $3, $4, 'OPEN', $5)`,
      [id, notice.id, tx.now, content, tx.viewer.subject],
    );
    tx.about('Objection', id);
    return id;
  }

  /**
   * Resolves an objection. Dismissed, what is left of the working days begins again tomorrow; upheld, the notice is closed. One to a
   * notice that has ended gets its answer, and nothing else moves.
   *
   * @returns how many objections to the notice are open still.
   */
  async resolve(
    tx: ActTransaction,
    objection: Objection,
    notice: PublicityNotice,
    verdict: ObjectionVerdict,
    resolution: string,
  ): Promise<number> {
    if (objection.state !== ObjectionState.OPEN)
      tx.refuse(new RuleBroken('OBJECTION_RESOLVED', 'objectionId', 'This objection has been resolved.'));
    await tx.query(
      `update objection set state = $2, resolved_at = $3, resolution = $4, resolved_by = $5 where id = $1`,
      [objection.id, verdict, tx.now, resolution, tx.viewer.subject],
    );
    tx.note({ verdict, reason: resolution });
    const all = await this.objectionsTo(tx, notice.id);
    if (notice.closedOn === null) {
      if (verdict === ObjectionState.UPHELD) await this.end(tx, notice.id, PublicityOutcome.OBJECTION_UPHELD);
      else await this.moveEnd(tx, notice, all);
    }
    return all.filter(({ state }) => state === ObjectionState.OPEN).length;
  }

  /** Closes a notice whose working days are over; refuses over an open objection, and before. */
  async close(tx: ActTransaction, notice: PublicityNotice): Promise<PublicityOutcome> {
    if (notice.closedOn !== null) tx.refuse(new RuleBroken('NOTICE_CLOSED', 'noticeId', 'The notice has been closed.'));
    const all = await this.objectionsTo(tx, notice.id);
    const open = all.filter(({ state }) => state === ObjectionState.OPEN).length;
    if (open > 0)
      tx.refuse(new RuleBroken('OBJECTION_OPEN', 'noticeId', 'Resolve the open objections first.', { open }));
    if (tx.today <= notice.earliestEndOn)
      tx.refuse(
        new RuleBroken('NOTICE_NOT_OVER', 'noticeId', 'The notice has not stood its full working days.', {
          minWorkingDays: notice.minWorkingDays,
          earliestEndOn: notice.earliestEndOn,
        }),
      );
    const outcome = all.length > 0 ? PublicityOutcome.OBJECTION_DISMISSED : PublicityOutcome.UNCONTESTED;
    await this.end(tx, notice.id, outcome);
    tx.note({ outcome });
    return outcome;
  }

  /** Takes the standing notice of a subject down, because its matter was returned, refused or withdrawn; its open objections stay as they are. */
  async takeDown(tx: ActTransaction, subject: Pick<NoticeSubject, 'kind' | 'id'>): Promise<void> {
    const notice = await this.standing(tx, subject);
    if (notice) await this.end(tx, notice.id, PublicityOutcome.TAKEN_DOWN);
  }

  private async noticeById(tx: ActTransaction, id: string): Promise<PublicityNotice | undefined> {
    const [row] = await tx.query<Record<string, unknown>[]>(
      `select ${notices.columns} from publicity_notice n where n.id = $1`,
      [id],
    );
    return row && notices.map(row);
  }

  private async objectionsTo(tx: ActTransaction, noticeId: string): Promise<Objection[]> {
    const rows = await tx.query<Record<string, unknown>[]>(
      `select ${objections.columns} from objection o where o.notice_id = $1 order by o.raised_at, o.id`,
      [noticeId],
    );
    return rows.map(objections.map);
  }

  private async moveEnd(tx: ActTransaction, notice: PublicityNotice, all: readonly Objection[]): Promise<void> {
    const interruptions = all.map(({ raisedAt, resolvedAt }): Interruption => ({
      from: localDateOf(raisedAt),
      to: localDateOf(resolvedAt ?? tx.now),
    }));
    const endOn = this.endOn(tx, notice.postedOn, notice.minWorkingDays, interruptions);
    await tx.query('update publicity_notice set earliest_end_on = $2 where id = $1', [notice.id, endOn]);
    tx.note({ earliestEndOn: endOn });
  }

  private async end(tx: ActTransaction, noticeId: string, outcome: PublicityOutcome): Promise<void> {
    await tx.query('update publicity_notice set closed_on = $2, outcome = $3 where id = $1', [
      noticeId,
      tx.today,
      outcome,
    ]);
  }

  private endOn(tx: ActTransaction, postedOn: string, days: number, interruptions: readonly Interruption[]): string {
    try {
      return earliestEndOn(postedOn, days, interruptions);
    } catch (error) {
      if (!(error instanceof CalendarError)) throw error;
      return tx.refuse(
        new RuleBroken('CALENDAR_UNKNOWN', 'id', 'The official calendar of the notice’s days is not known yet.'),
      );
    }
  }
}
