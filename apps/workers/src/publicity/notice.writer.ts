import { assertCan, type Viewer } from '@nuan/auth';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import type { Refusal } from '@nuan/federation';

import { followObjection } from '../exit/exit-act';
import { DecisionStage, Verdict } from '../filing/decision.entity';
import { FilingEvent } from '../filing/filing-event';
import { assertAnother, decide, lockFiling, moveFiling, writeFiling } from '../filing/filing-move';
import { ApplicationStatus } from '../filing/application-status';
import { readReason } from '../worker/plain-text';
import type { ClosePublicNoticeInput, RaiseObjectionInput, ResolveObjectionInput } from './notice.input';
import { ObjectionState, PublicityKind } from './publicity-kind';
import type { PublicityNotice } from './publicity-notice.entity';
import type { PublicityService } from './publicity.service';
import type { NoticeSubject, ObjectionVerdict, PublicityWriter } from './publicity.writer';

/**
 * What happens to a notice while it stands (公示期间): objections come and are resolved, and it is closed. An application on notice
 * moves with it; an exit is refused by an objection that is upheld, and otherwise moved by its own writer, which reads how the
 * notice ended.
 */
export class NoticeWriter {
  constructor(
    private readonly acts: Acts,
    private readonly publicity: PublicityWriter,
    private readonly notices: PublicityService,
  ) {}

  /** Takes an objection down; the same key gives the same one. */
  raise(
    viewer: Viewer,
    { idempotencyKey, noticeId, content }: RaiseObjectionInput,
  ): Promise<PublicityNotice | Refusal> {
    assertCan(viewer, 'filing:review');
    const text = readReason(content, 'content');
    return this.acts.once<PublicityNotice, Refusal>(
      viewer,
      'publicity.object',
      { key: idempotencyKey, request: { noticeId, content: text } },
      async (tx) => {
        const { notice, subject } = await this.publicity.lockNotice(tx, noticeId);
        const objectionId = await this.publicity.raise(tx, notice, text);
        if (subject.kind === PublicityKind.FILING) await stopApplication(tx, subject);
        return objectionId;
      },
      () => this.notices.get(viewer, noticeId),
    );
  }

  /**
   * Resolves an objection with its finding; never by who filed the application or proposed the exit. Upheld, it ends notice and
   * application; one that was left open when the notice ended is answered, and moves nothing.
   */
  async resolve(viewer: Viewer, input: ResolveObjectionInput): Promise<PublicityNotice | Refusal> {
    assertCan(viewer, 'filing:review');
    const resolution = readReason(input.resolution, 'resolution');
    const verdict = verdictOf(input.verdict);
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'publicity.resolve', async (tx) => {
      const { objection, notice, subject } = await this.publicity.lockObjection(tx, input.objectionId);
      const open = await this.publicity.resolve(tx, objection, notice, verdict, resolution);
      const isOver = notice.closedOn !== null;
      if (subject.kind === PublicityKind.FILING) await moveOn(tx, subject, { verdict, open, resolution, isOver });
      else await followObjection(tx, subject.id, verdict === ObjectionState.UPHELD && !isOver, resolution);
      return notice.id;
    });
    return typeof outcome === 'string' ? this.notices.get(viewer, outcome) : outcome;
  }

  /** Closes a notice whose full working days are over (I5, I6). */
  async close(viewer: Viewer, { noticeId }: ClosePublicNoticeInput): Promise<PublicityNotice | Refusal> {
    assertCan(viewer, 'filing:review');
    const refusal = await this.acts.perform<null, Refusal>(viewer, 'publicity.close', async (tx) => {
      const { notice } = await this.publicity.lockNotice(tx, noticeId);
      await this.publicity.close(tx, notice);
      return null;
    });
    return refusal ?? this.notices.get(viewer, noticeId);
  }
}

function verdictOf(state: ObjectionState): ObjectionVerdict {
  if (state === ObjectionState.OPEN)
    throw new InvalidInputError('verdict', 'OBJECTION_VERDICT', 'An objection is DISMISSED or UPHELD.');
  return state;
}

/** The first open objection stops the application; more of them leave it where it is. */
async function stopApplication(tx: ActTransaction, { id }: NoticeSubject): Promise<void> {
  const { status, version } = await lockFiling(tx, { id, expectedVersion: null });
  if (status === ApplicationStatus.OBJECTED) return;
  const { to } = await moveFiling(tx, { id, expectedVersion: version }, FilingEvent.OBJECT);
  await writeFiling(tx, id, { status: to });
}

interface Resolved {
  readonly verdict: ObjectionVerdict;
  /** Objections to the notice that are open still. */
  readonly open: number;
  readonly resolution: string;
  /** Whether the notice had ended before. */
  readonly isOver: boolean;
}

async function moveOn(
  tx: ActTransaction,
  { id }: NoticeSubject,
  { verdict, open, resolution, isOver }: Resolved,
): Promise<void> {
  const application = await lockFiling(tx, { id, expectedVersion: null });
  assertAnother(tx, [application.createdBy, application.submittedBy], 'RESOLVE_OBJECTION');
  if (isOver) return;
  const isUpheld = verdict === ObjectionState.UPHELD;
  if (!isUpheld && open > 0) return;
  const event = isUpheld ? FilingEvent.UPHOLD_OBJECTION : FilingEvent.DISMISS_OBJECTION;
  const { to } = await moveFiling(tx, { id, expectedVersion: application.version }, event);
  if (isUpheld) await decide(tx, application, DecisionStage.APPROVAL, Verdict.REJECTED, resolution);
  await writeFiling(tx, id, { status: to });
}
