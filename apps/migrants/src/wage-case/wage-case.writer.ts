import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { type LocalDate, yuan } from '@nuan/kernel';

import { holdInspection } from '../inspection/held-inspection';
import { NamedInCase } from './named-workers';
import type { WageCase } from './wage-case.entity';
import type {
  CloseWageCaseInput,
  OrderPaymentInput,
  ReportWageCaseInput,
  SendWageCaseToLegalInput,
  VerifyWageCaseInput,
  WageCaseStepInput,
} from './wage-case.inputs';
import { wageCaseMachine } from './wage-case.machine';
import { assertOwed, insertReport } from './wage-case-report';
import type { WageCaseService } from './wage-case.service';
import { defaultDeadlineOn } from './wage-deadline';
import type { WageState } from './wage-state';

type WageCaseEvent = (typeof wageCaseMachine.transitions)[number]['event'];

/** Events of the machine but for payments, which `WagePaymentWriter` records. */
type CaseEvent = Exclude<WageCaseEvent, 'PAY_PART' | 'PAY_REST'>;

const ACT_OF: Readonly<Record<CaseEvent, string>> = {
  VERIFY: 'wageCase.verify',
  ORDER: 'wageCase.order',
  SEND_TO_LEGAL: 'wageCase.sendToLegal',
  CLOSE: 'wageCase.close',
};

interface LockedCase {
  readonly id: string;
  readonly enterprise_id: string;
  readonly workers: number;
  readonly owed_fen: string;
  readonly reported_by: string | null;
  readonly deadline_on: LocalDate;
}

interface CaseStep {
  readonly tx: ActTransaction;
  readonly row: LockedCase;
  readonly to: WageState;
}

/** Writes wage cases (欠薪案件): from the report to the end; payments are `WagePaymentWriter`'s. */
export class WageCaseWriter {
  constructor(
    private readonly acts: Acts,
    private readonly cases: WageCaseService,
  ) {}

  /**
   * Takes a case up; its deadline is the day before the next Spring Festival (I30).
   *
   * @throws ForbiddenError when the region is outside the viewer's write regions.
   * @throws NotFoundError when the enterprise or the inspection is unknown.
   */
  async report(viewer: Viewer, { idempotencyKey, ...input }: ReportWageCaseInput): Promise<WageCase | Refusal> {
    assertMayWrite(viewer, input.regionCode, 'wageCase:write');
    return this.acts.once<WageCase, Refusal>(
      viewer,
      'wageCase.report',
      { key: idempotencyKey, request: input },
      async (tx) => {
        if (input.inspectionId) await holdInspection(tx, input.inspectionId, input.regionCode);
        const id = await insertReport(tx, input);
        tx.about('WageCase', id);
        tx.within(input.regionCode);
        tx.note({ owed: yuan(input.owed), workers: input.workers });
        return id;
      },
      (id) => this.cases.written(viewer, id),
    );
  }

  /** Verifies what is owed and to how many, by another person than took the case up. */
  verify(viewer: Viewer, input: VerifyWageCaseInput): Promise<WageCase | Refusal> {
    return this.move(viewer, input, 'VERIFY', async ({ tx, row, to }) => {
      if (row.reported_by === viewer.subject)
        tx.refuse(new RuleBroken('FOUR_EYES', 'id', 'Who took a case up does not verify it.'));
      const owed = input.owed ?? BigInt(row.owed_fen);
      const workers = input.workers ?? row.workers;
      assertOwed(tx, owed);
      const beyond = (await NamedInCase.of(tx, row.id, [])).beyond({ workers, owed });
      if (beyond) tx.refuse(beyond);
      await tx.query(
        `update wage_case set state = $2, owed_fen = $3, workers = $4, verified_by = $5, verified_on = $6, version = version + 1 where id = $1`,
        [row.id, to, owed, workers, viewer.subject, tx.today],
      );
      tx.note({ owedBefore: yuan(BigInt(row.owed_fen)), owed: yuan(owed), workers });
    });
  }

  /** Tells the enterprise to pay by a day: the one given, or the day before the next Spring Festival. */
  order(viewer: Viewer, input: OrderPaymentInput): Promise<WageCase | Refusal> {
    return this.move(viewer, input, 'ORDER', async ({ tx, row, to }) => {
      const deadline = input.deadline ?? defaultDeadlineOn(tx.today);
      if (deadline < tx.today) {
        const message = 'The day by which to pay is today at the earliest.';
        tx.refuse(new RuleBroken('DEADLINE_PASSED', 'deadline', message, { earliest: tx.today }));
      }
      await tx.query(
        'update wage_case set state = $2, deadline_on = $3, ordered_on = $4, version = version + 1 where id = $1',
        [row.id, to, deadline, tx.today],
      );
      tx.note({ deadlineBefore: row.deadline_on, deadline });
    });
  }

  /** Hands a case over to legal aid or the labour authority, with the reason; what is recovered there is recorded as payments. */
  sendToLegal(viewer: Viewer, input: SendWageCaseToLegalInput): Promise<WageCase | Refusal> {
    return this.move(viewer, input, 'SEND_TO_LEGAL', async ({ tx, row, to }) => {
      await tx.query('update wage_case set state = $2, legal_reason = $3, version = version + 1 where id = $1', [
        ...[row.id, to, input.reason],
      ]);
      tx.note({ reason: input.reason });
    });
  }

  /** Closes a case that is paid, decided by law, or was never founded. */
  close(viewer: Viewer, input: CloseWageCaseInput): Promise<WageCase | Refusal> {
    return this.move(viewer, input, 'CLOSE', async ({ tx, row, to }) => {
      await tx.query(
        `update wage_case set state = $2, closed_reason = $3, settled_on = coalesce(settled_on, $4), version = version + 1 where id = $1`,
        [row.id, to, input.reason, tx.today],
      );
      tx.note({ reason: input.reason });
    });
  }

  private async move(
    viewer: Viewer,
    { id, expectedVersion }: WageCaseStepInput,
    event: CaseEvent,
    write: (step: CaseStep) => Promise<void>,
  ): Promise<WageCase | Refusal> {
    assertCan(viewer, 'wageCase:write');
    const outcome = await this.acts.perform<string, Refusal>(viewer, ACT_OF[event], async (tx) => {
      const target = { table: 'wage_case', id, expectedVersion, machine: wageCaseMachine, event, column: 'state' };
      const { row, to } = await moveState<LockedCase, WageState, WageCaseEvent>(tx, target);
      tx.about('Enterprise', row.enterprise_id);
      await write({ tx, row, to });
      return id;
    });
    return typeof outcome === 'string' ? this.cases.written(viewer, outcome) : outcome;
  }
}
