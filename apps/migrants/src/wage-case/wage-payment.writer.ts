import { assertCan, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken, TransitionRefused } from '@nuan/federation';
import { type LocalDate, newId, yuan } from '@nuan/kernel';

import type { WageCase } from './wage-case.entity';
import type { RecordWagePaymentInput } from './wage-case.inputs';
import { wageCaseMachine } from './wage-case.machine';
import type { WageCaseService } from './wage-case.service';
import type { WageState } from './wage-state';

interface LockedCase {
  readonly id: string;
  readonly enterprise_id: string;
  readonly owed_fen: string;
  readonly recovered_fen: string;
  readonly reported_on: LocalDate;
  readonly state: WageState;
}

/** Writes wage payments (欠薪支付): appended one by one under the lock of their case, so that their sum never passes what is owed. */
export class WagePaymentWriter {
  constructor(
    private readonly acts: Acts,
    private readonly cases: WageCaseService,
  ) {}

  /**
   * Records a payment; the case is PAID when nothing is left, and PART_PAID before (I30).
   *
   * @throws NotFoundError when the case is unknown or outside the viewer's write regions.
   */
  async record(viewer: Viewer, { idempotencyKey, ...input }: RecordWagePaymentInput): Promise<WageCase | Refusal> {
    assertCan(viewer, 'wageCase:write');
    return this.acts.once<WageCase, Refusal>(
      viewer,
      'wageCase.pay',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const target = { table: 'wage_case', entity: 'WageCase', id: input.wageCaseId, expectedVersion: null };
        const row = await lockRow<LockedCase>(tx, target);
        tx.about('Enterprise', row.enterprise_id);
        const paidOn = input.paidOn ?? tx.today;
        assertPayment(tx, row, input.amount, paidOn);
        return append(tx, row, { ...input, paidOn });
      },
      (id) => this.cases.ofPayment(viewer, id),
    );
  }
}

function assertPayment(tx: ActTransaction, row: LockedCase, amount: bigint, paidOn: LocalDate): void {
  if (amount <= 0n) tx.refuse(new RuleBroken('AMOUNT_POSITIVE', 'amount', 'A payment is more than 0.00.'));
  if (paidOn < row.reported_on || paidOn > tx.today) {
    const message = 'Wages of a case are paid between the day it was taken up and today.';
    tx.refuse(new RuleBroken('PAID_OUTSIDE_CASE', 'paidOn', message, { earliest: row.reported_on, latest: tx.today }));
  }
  if (wageCaseMachine.target(row.state, 'PAY_REST') === null)
    tx.refuse(new TransitionRefused(wageCaseMachine, row.state, 'PAY_REST'));
  const outstanding = BigInt(row.owed_fen) - BigInt(row.recovered_fen);
  if (amount > outstanding) {
    const message = 'More is paid than is still owed: recovered never exceeds owed.';
    tx.refuse(new RuleBroken('RECOVERED_WITHIN_OWED', 'amount', message, { outstanding: yuan(outstanding) }));
  }
}

async function append(
  tx: ActTransaction,
  row: LockedCase,
  input: Omit<RecordWagePaymentInput, 'idempotencyKey' | 'paidOn'> & { readonly paidOn: LocalDate },
): Promise<string> {
  const id = newId();
  const { amount, source, paidOn, proofRef } = input;
  const recovered = BigInt(row.recovered_fen) + amount;
  const isWhole = recovered === BigInt(row.owed_fen);
  const to = wageCaseMachine.target(row.state, isWhole ? 'PAY_REST' : 'PAY_PART');
  await tx.query(
    `insert into wage_payment (id, wage_case_id, amount_fen, recovered_after_fen, source, paid_on, proof_ref, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, row.id, amount, recovered, source, paidOn, proofRef ?? null, tx.viewer.subject],
  );
  await tx.query(
    'update wage_case set state = $2, recovered_fen = $3, settled_on = $4, version = version + 1 where id = $1',
    [row.id, to, recovered, isWhole ? paidOn : null],
  );
  tx.about('WagePayment', id);
  tx.note({ from: row.state, to, amount: yuan(amount), recovered: yuan(recovered), source });
  return id;
}
