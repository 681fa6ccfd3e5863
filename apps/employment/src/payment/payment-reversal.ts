import { type Action, assertCan, can, type Viewer, writePatterns } from '@nuan/auth';
import { isCheckViolation, isUniqueViolation } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import {
  assertWritesForRegion,
  mutationResult,
  type Refusal,
  RuleBroken,
  type SubgraphContext,
} from '@nuan/federation';
import { newId, yuan } from '@nuan/kernel';
import { IsUUID, Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';

import { reopenUnpaid } from '../startup/startup-reopening';
import { lockProgram } from '../training/training.writer';
import { EmploymentPayment } from './employment-payment.entity';
import type { EmploymentPaymentService } from './employment-payment.service';
import { SpendingPurpose } from './spending-purpose';

/** Who records money of a purpose takes it back too. */
const RIGHT: Readonly<Record<SpendingPurpose, Action>> = {
  [SpendingPurpose.TRAINING]: 'training:write',
  [SpendingPurpose.STARTUP]: 'startup:write',
  [SpendingPurpose.PILOT]: 'pilot:manage',
};

interface PostedPayment {
  readonly purpose: SpendingPurpose;
  readonly amount_fen: string;
  readonly region_code: string;
  readonly reverses_id: string | null;
  readonly training_program_id: string | null;
  readonly startup_project_id: string | null;
}

/** Input of `reverseEmploymentPayment`. */
@InputType('ReverseEmploymentPaymentInput', { description: 'A posting to be taken back in full (冲销支出).' })
export class ReverseEmploymentPaymentInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The posting (支出编号).' })
  readonly paymentId!: string;

  @Length(2, 200)
  @Field(() => String, { description: 'Why it was wrong (冲销原因).' })
  readonly reason!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it takes nothing more back.' })
  readonly idempotencyKey!: string;
}

export const ReverseEmploymentPaymentResult = mutationResult(
  'ReverseEmploymentPaymentResult',
  'What came of taking a posting back (冲销结果): the posting that reverses it.',
  () => [EmploymentPayment],
);

/** Takes postings back: the only correction that the books know. */
export class PaymentReversalWriter {
  constructor(
    private readonly acts: Acts,
    private readonly payments: EmploymentPaymentService,
  ) {}

  /**
   * Posts the reversal of a payment, in full and once.
   *
   * @throws NotFoundError when the posting is unknown, or it or its programme outside the viewer's write regions or unions.
   * @throws ForbiddenError without the right to record money of its purpose.
   */
  async reverse(
    viewer: Viewer,
    { idempotencyKey: key, ...input }: ReverseEmploymentPaymentInput,
  ): Promise<EmploymentPayment | Refusal> {
    if (!Object.values(RIGHT).some((right) => can(viewer, right))) assertCan(viewer, 'training:write');
    return this.acts.once<EmploymentPayment, Refusal>(
      viewer,
      'employmentPayment.reverse',
      { key, request: input },
      async (tx) => {
        const [payment] = await tx.query<PostedPayment[]>(
          `select purpose, amount_fen, region_code, reverses_id, training_program_id, startup_project_id from employment_payment
           where id = $1 and region_code like any($2::text[])`,
          [input.paymentId, writePatterns(viewer)],
        );
        if (!payment) throw new NotFoundError('EmploymentPayment', input.paymentId);
        assertCan(viewer, RIGHT[payment.purpose]);
        await holdTarget(tx, payment);
        if (payment.reverses_id !== null)
          tx.refuse(new RuleBroken('REVERSAL_FINAL', 'paymentId', 'A reversal stands: record the payment anew.'));
        const id = await postReversal(tx, input);
        if (payment.startup_project_id !== null) await reopenUnpaid(tx, payment.startup_project_id);
        tx.about('EmploymentPayment', [input.paymentId, id]);
        tx.within(payment.region_code);
        tx.note({ amount: yuan(BigInt(payment.amount_fen)), reason: input.reason });
        return id;
      },
      (id) => this.payments.get(viewer, id),
    );
  }
}

/** A programme is of a union, a pilot of whole cities; the wall knows whose a start-up is. */
async function holdTarget(tx: ActTransaction, { purpose, training_program_id: program }: PostedPayment): Promise<void> {
  if (program !== null) await lockProgram(tx, program, null);
  if (purpose === SpendingPurpose.PILOT) assertWritesForRegion(tx.viewer, RIGHT[purpose]);
}

/** Constraints that keep a loan on the books once it was paid back. */
const LOAN_KEPT = ['startup_project_repaid_fen_within_loan', 'startup_project_closed_once_repaid'];

/** Posts the reversal of a payment, in full and once, and returns its id. */
export async function postReversal(
  tx: ActTransaction,
  { paymentId, reason }: Omit<ReverseEmploymentPaymentInput, 'idempotencyKey'>,
): Promise<string> {
  const id = newId();
  try {
    await tx.query(
      `insert into employment_payment (id, purpose, training_program_id, startup_project_id, pilot_id, region_code, paid_on,
         amount_fen, reverses_id, reason, support_mode, subsidy_from, subsidy_to, loan_due_on)
       select $1, purpose, training_program_id, startup_project_id, pilot_id, region_code, $2, -amount_fen, id, $3, support_mode,
         subsidy_from, subsidy_to, loan_due_on
       from employment_payment where id = $4`,
      [id, tx.today, reason, paymentId],
    );
  } catch (error) {
    if (isUniqueViolation(error, 'employment_payment_reverses_id_unique'))
      tx.refuse(new RuleBroken('REVERSED_ONCE', 'paymentId', 'This posting has been taken back already.'));
    if (isCheckViolation(error, 'startup_project_recovered_fen_within_paid'))
      tx.refuse(
        new RuleBroken('RECOVERED_WITHIN_PAID', 'paymentId', 'More came back from the project than would be paid.'),
      );
    if (LOAN_KEPT.some((constraint) => isCheckViolation(error, constraint)))
      tx.refuse(new RuleBroken('REPAID_WITHIN_LOAN', 'paymentId', 'More of the loan came back than would be lent.'));
    throw error;
  }
  return id;
}

/** The mutation that takes a posting back. */
@Resolver()
export class PaymentReversalResolver {
  constructor(private readonly writer: PaymentReversalWriter) {}

  @Mutation(() => ReverseEmploymentPaymentResult, {
    description: 'Takes a posting back in full, with the reason (冲销支出). Nothing is ever deleted.',
  })
  reverseEmploymentPayment(
    @Arg('input', () => ReverseEmploymentPaymentInput, { description: 'Which posting, and why (支出与原因).' })
    input: ReverseEmploymentPaymentInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EmploymentPayment | Refusal> {
    return this.writer.reverse(ctx.viewer, input);
  }
}
