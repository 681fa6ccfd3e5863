import { assertCan, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { yuan } from '@nuan/kernel';

import { assertPositive } from '../act-rules';
import { employerOf } from '../employer';
import { enterProject } from './startup-application';
import { type LockedProject, moveProject, outstandingOf } from './startup-move';
import type { StartupProject } from './startup-project.entity';
import type { StartupProjectService } from './startup-project.service';
import type {
  ApplyStartupInput,
  CloseStartupInput,
  OpenStartupInput,
  RecoverStartupInput,
  ReviewStartupInput,
} from './startup-write.inputs';

/** The life of start-up projects (创业项目): application, review by another person, operation, end. */
export class StartupWriter {
  constructor(
    private readonly acts: Acts,
    private readonly projects: StartupProjectService,
  ) {}

  /**
   * Enters an application; a leader has one project a year.
   *
   * @throws NotFoundError when the leader is outside the viewer's write regions, or the firm unknown.
   */
  async apply(viewer: Viewer, { idempotencyKey: key, ...input }: ApplyStartupInput): Promise<StartupProject | Refusal> {
    assertCan(viewer, 'startup:write');
    return this.acts.once<StartupProject, Refusal>(
      viewer,
      'startup.apply',
      { key, request: input },
      (tx) => enterProject(tx, input),
      (id) => this.projects.written(viewer, id),
    );
  }

  /** Approves an application, or turns it down. Never by who entered it: neither here nor in the database. */
  review(viewer: Viewer, input: ReviewStartupInput): Promise<StartupProject | Refusal> {
    const event = input.approved ? 'APPROVE' : 'TURN_DOWN';
    const step = { right: 'startup:review', action: 'startup.review', event, ...stepOf(input) } as const;
    return this.move(viewer, step, async (tx, row) => {
      if (row.applied_by === viewer.subject)
        tx.refuse(new RuleBroken('FOUR_EYES', 'id', 'You entered this application: another person reviews it.'));
      const amount = input.amount ?? BigInt(row.amount_fen);
      assertPositive('amount', amount);
      if (amount > BigInt(row.amount_fen)) {
        const facts = { asked: yuan(BigInt(row.amount_fen)) };
        tx.refuse(new RuleBroken('AWARD_WITHIN_REQUEST', 'amount', 'No more is awarded than was asked for.', facts));
      }
      tx.note({ amount: yuan(amount), opinion: input.opinion });
      const closed = input.approved ? {} : { closed_on: tx.today, closed_reason: input.opinion };
      const reviewed = { reviewed_by: viewer.subject, reviewed_on: tx.today, review_opinion: input.opinion };
      return { amount_fen: amount, ...reviewed, ...closed };
    });
  }

  /** A funded project goes into operation with a firm that is registered. */
  open(viewer: Viewer, input: OpenStartupInput): Promise<StartupProject | Refusal> {
    const step = { right: 'startup:write', action: 'startup.open', event: 'OPERATE', ...stepOf(input) } as const;
    return this.move(viewer, step, async (tx, row) => {
      const firm = input.enterpriseId ?? row.enterprise_id;
      if (firm === null)
        return tx.refuse(new RuleBroken('FIRM_REGISTERED', 'enterpriseId', 'Name the firm that the leader founded.'));
      await employerOf(tx, firm);
      return { enterprise_id: firm };
    });
  }

  /** Closes a project that has run its course and paid its loan back, or one that was approved and never funded. */
  close(viewer: Viewer, input: CloseStartupInput): Promise<StartupProject | Refusal> {
    const step = { right: 'startup:write', action: 'startup.close', event: 'CLOSE', ...stepOf(input) } as const;
    return this.move(viewer, step, (tx, row) => {
      const outstanding = outstandingOf(row);
      if (outstanding > 0n) {
        const message = 'Its loan is not paid back: record the instalments, or take the support back.';
        tx.refuse(new RuleBroken('LOAN_REPAID', 'id', message, { outstanding: yuan(outstanding) }));
      }
      tx.note({ reason: input.reason });
      return Promise.resolve({ closed_on: tx.today, closed_reason: input.reason });
    });
  }

  /** Takes the support back; no more than was paid and handed over, less what was repaid. What was paid stays on the books. */
  recover(viewer: Viewer, input: RecoverStartupInput): Promise<StartupProject | Refusal> {
    assertPositive('amount', input.amount);
    const step = { right: 'startup:write', action: 'startup.recover', event: 'RECOVER', ...stepOf(input) } as const;
    return this.move(viewer, step, (tx, row) => {
      const [paid, repaid] = [BigInt(row.paid_fen) + BigInt(row.material_fen), BigInt(row.repaid_fen)];
      if (input.amount > paid - repaid) {
        const facts = { paid: yuan(paid), repaid: yuan(repaid) };
        tx.refuse(new RuleBroken('RECOVERED_WITHIN_PAID', 'amount', 'No more comes back than was given.', facts));
      }
      tx.note({ amount: yuan(input.amount), reason: input.reason });
      return Promise.resolve({
        recovered_fen: input.amount,
        recovered_on: tx.today,
        recovered_reason: input.reason,
      });
    });
  }

  private move(
    viewer: Viewer,
    step: Parameters<typeof moveProject>[2],
    work: (tx: ActTransaction, row: LockedProject) => Promise<Readonly<Record<string, unknown>>>,
  ): Promise<StartupProject | Refusal> {
    return moveProject({ acts: this.acts, projects: this.projects }, viewer, step, work);
  }
}

const stepOf = ({ id, expectedVersion }: CloseStartupInput | ReviewStartupInput | OpenStartupInput) => ({
  id,
  expectedVersion,
});
