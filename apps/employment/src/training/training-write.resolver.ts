import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { TrainingProgram } from './training-program.entity';
import type { TrainingSession } from './training-session.entity';
import {
  ChangeTrainingBudgetInput,
  CreateTrainingProgramInput,
  OpenTrainingSessionInput,
  RecordTrainingPaymentInput,
} from './training-write.inputs';
import {
  ChangeTrainingBudgetResult,
  CreateTrainingProgramResult,
  OpenTrainingSessionResult,
  RecordTrainingPaymentResult,
} from './training.results';
import type { TrainingWriter } from './training.writer';

/** Mutations of training programmes (培训项目). */
@Resolver(() => TrainingProgram)
export class TrainingWriteResolver {
  constructor(private readonly writer: TrainingWriter) {}

  @Mutation(() => CreateTrainingProgramResult, { description: 'Sets up a training programme (设立培训项目).' })
  createTrainingProgram(
    @Arg('input', () => CreateTrainingProgramInput, { description: 'The programme (培训项目).' })
    input: CreateTrainingProgramInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<TrainingProgram | Refusal> {
    return this.writer.create(ctx.viewer, input);
  }

  @Mutation(() => ChangeTrainingBudgetResult, {
    description: 'Changes the budget of a programme (调整预算), never below what is spent.',
  })
  changeTrainingBudget(
    @Arg('input', () => ChangeTrainingBudgetInput, { description: 'Which programme, and the budget (项目与预算).' })
    input: ChangeTrainingBudgetInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<TrainingProgram | Refusal> {
    return this.writer.changeBudget(ctx.viewer, input);
  }

  @Mutation(() => OpenTrainingSessionResult, { description: 'Opens a session of a programme (开设培训班次).' })
  openTrainingSession(
    @Arg('input', () => OpenTrainingSessionInput, { description: 'The session (培训班次).' })
    input: OpenTrainingSessionInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<TrainingSession | Refusal> {
    return this.writer.openSession(ctx.viewer, input);
  }

  @Mutation(() => RecordTrainingPaymentResult, {
    description: 'Records money paid for a programme (登记培训支出), never beyond its budget.',
  })
  recordTrainingPayment(
    @Arg('input', () => RecordTrainingPaymentInput, { description: 'The payment (支出).' })
    input: RecordTrainingPaymentInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<TrainingProgram | Refusal> {
    return this.writer.recordPayment(ctx.viewer, input);
  }
}
