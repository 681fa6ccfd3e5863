import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForUnion, lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { isWithin, newId, regionPrefix, yuan } from '@nuan/kernel';
import { refuseRegion } from '@nuan/regions';

import { assertCityOrCounty, assertPositive, refuseFuture } from '../act-rules';
import { postPayment } from '../payment/payment-posting';
import { SpendingPurpose } from '../payment/spending-purpose';
import { assertYear } from '../year-range';
import type { TrainingProgram } from './training-program.entity';
import type { TrainingProgramService } from './training-program.service';
import type { TrainingSession } from './training-session.entity';
import type {
  ChangeTrainingBudgetInput,
  CreateTrainingProgramInput,
  OpenTrainingSessionInput,
  RecordTrainingPaymentInput,
} from './training-write.inputs';

interface LockedProgram {
  readonly id: string;
  readonly region_code: string;
  readonly year: number;
  readonly budget_fen: string;
  readonly spent_fen: string;
}

/** Sets up training programmes (培训项目), opens their sessions and records what they cost. */
export class TrainingWriter {
  constructor(
    private readonly acts: Acts,
    private readonly programs: TrainingProgramService,
  ) {}

  /** Sets up a programme with its budget. @throws ForbiddenError outside the viewer's write regions. */
  async create(
    viewer: Viewer,
    { idempotencyKey: key, ...input }: CreateTrainingProgramInput,
  ): Promise<TrainingProgram | Refusal> {
    assertMayWrite(viewer, input.region, 'training:write');
    assertCityOrCounty('region', input.region);
    assertYear(input.year);
    assertPositive('budget', input.budget);
    return this.acts.once<TrainingProgram, Refusal>(
      viewer,
      'training.createProgram',
      { key, request: input },
      async (tx) => {
        refuseRegion(tx, 'region', input.region);
        await assertWritesForUnion(tx, input.unionId ?? null, 'unionId', 'training:write');
        const id = newId();
        await tx.query(
          `insert into training_program (id, name, kind, year, region_code, union_id, budget_fen) values ($1, $2, $3, $4, $5, $6, $7)`,
          [id, input.name.trim(), input.kind, input.year, input.region, input.unionId ?? null, input.budget],
        );
        tx.about('TrainingProgram', id);
        tx.within(input.region);
        tx.note({ kind: input.kind, year: input.year, budget: yuan(input.budget) });
        return id;
      },
      (id) => this.programs.written(viewer, id),
    );
  }

  /** Changes the budget; never below what is spent. */
  async changeBudget(viewer: Viewer, input: ChangeTrainingBudgetInput): Promise<TrainingProgram | Refusal> {
    assertCan(viewer, 'training:write');
    assertPositive('budget', input.budget);
    const refused = await this.acts.perform<void, Refusal>(viewer, 'training.changeBudget', async (tx) => {
      const program = await lockProgram(tx, input.id, input.expectedVersion);
      if (input.budget < BigInt(program.spent_fen)) {
        const message = 'More than that is spent already: take payments back first.';
        tx.refuse(new RuleBroken('BUDGET_SPENT', 'budget', message, { spent: yuan(BigInt(program.spent_fen)) }));
      }
      await tx.query('update training_program set budget_fen = $2, version = version + 1 where id = $1', [
        program.id,
        input.budget,
      ]);
      tx.note({ budgetBefore: yuan(BigInt(program.budget_fen)), budget: yuan(input.budget) });
    });
    return refused ?? this.programs.written(viewer, input.id);
  }

  /** Opens a session of a programme, in its region and year. */
  async openSession(
    viewer: Viewer,
    { idempotencyKey: key, ...input }: OpenTrainingSessionInput,
  ): Promise<TrainingSession | Refusal> {
    assertCan(viewer, 'training:write');
    if (input.endsOn < input.startsOn)
      throw new InvalidInputError('endsOn', 'ENDS_AFTER_START', 'The last day is not before the first.');
    return this.acts.once<TrainingSession, Refusal>(
      viewer,
      'training.openSession',
      { key, request: input },
      async (tx) => {
        const program = await lockProgram(tx, input.programId, null);
        const region = input.region ?? program.region_code;
        assertMayWrite(viewer, region, 'training:write');
        refuseStrayingSession(tx, program, region, input.startsOn);
        const id = newId();
        await tx.query(
          `insert into training_session (id, program_id, region_code, name, provider, starts_on, ends_on, capacity, required_hours)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            ...[id, program.id, region, input.name.trim(), input.provider.trim()],
            ...[input.startsOn, input.endsOn, input.capacity, input.requiredHours ?? null],
          ],
        );
        tx.about('TrainingSession', id);
        tx.note({ startsOn: input.startsOn, endsOn: input.endsOn, capacity: input.capacity });
        return id;
      },
      (id) => this.programs.getSession(viewer, id),
    );
  }

  /** Records a payment for a programme; never beyond its budget. */
  async recordPayment(
    viewer: Viewer,
    { idempotencyKey: key, ...input }: RecordTrainingPaymentInput,
  ): Promise<TrainingProgram | Refusal> {
    assertCan(viewer, 'training:write');
    assertPositive('amount', input.amount);
    return this.acts.once<TrainingProgram, Refusal>(
      viewer,
      'training.recordPayment',
      { key, request: input },
      async (tx) => {
        const program = await lockProgram(tx, input.programId, null);
        const paidOn = input.paidOn ?? tx.today;
        refuseFuture(tx, 'paidOn', paidOn);
        await postPayment(tx, {
          purpose: SpendingPurpose.TRAINING,
          targetId: program.id,
          regionCode: program.region_code,
          paidOn,
          amountFen: input.amount,
          availableFen: BigInt(program.budget_fen) - BigInt(program.spent_fen),
          voucherNo: input.voucherNo,
        });
        return program.id;
      },
      (id) => this.programs.written(viewer, id),
    );
  }
}

/** Locks a programme, in the viewer's write regions and of a union for which it writes. */
export function lockProgram(tx: ActTransaction, id: string, expectedVersion: number | null): Promise<LockedProgram> {
  const target = { table: 'training_program', entity: 'TrainingProgram', id, expectedVersion };
  return lockRow<LockedProgram>(tx, { ...target, unionColumns: ['union_id'] });
}

function refuseStrayingSession(tx: ActTransaction, program: LockedProgram, region: string, startsOn: string): void {
  refuseRegion(tx, 'region', region, startsOn);
  if (!isWithin(region, regionPrefix(program.region_code))) {
    const message = 'A session takes place in the region of its programme.';
    tx.refuse(new RuleBroken('SESSION_IN_PROGRAM_REGION', 'region', message, { region: program.region_code }));
  }
  if (!startsOn.startsWith(String(program.year))) {
    const message = 'A session begins in the year of its programme.';
    tx.refuse(new RuleBroken('SESSION_IN_PROGRAM_YEAR', 'startsOn', message, { year: program.year }));
  }
}
